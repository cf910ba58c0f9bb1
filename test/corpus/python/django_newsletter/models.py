"""Readers and what they asked for."""
from django.conf import settings
from django.db import models


class Subscriber(models.Model):
    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=False)
    marketing_consent = models.BooleanField(default=False)
    confirmation_token = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name} <{self.email}>"


class Issue(models.Model):
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sent_to = models.ManyToManyField(Subscriber, through="Delivery")


class Delivery(models.Model):
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE)
    opened = models.BooleanField(default=False)
    ip_address = models.GenericIPAddressField(null=True)


class ApiKey(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
