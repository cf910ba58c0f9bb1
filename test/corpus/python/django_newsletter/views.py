"""Pages where readers come and go."""
import json
import logging
import secrets

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from .mailing import send_confirmation
from .models import Delivery, Subscriber
from .tracking import identify, track

logger = logging.getLogger(__name__)


class SubscribeView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "subscribe.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        email = request.POST["email"].strip().lower()
        subscriber, created = Subscriber.objects.get_or_create(email=email, defaults={"confirmation_token": secrets.token_urlsafe(32)})
        if not created:
            logger.info("%s tried to subscribe again", email)
            return redirect("thanks")
        subscriber.first_name = request.POST.get("first_name", "")
        subscriber.last_name = request.POST.get("last_name", "")
        subscriber.marketing_consent = request.POST.get("marketing") == "on"
        subscriber.save()
        send_confirmation(subscriber)
        if subscriber.marketing_consent:
            identify(subscriber)
        track(subscriber.pk, "subscribed")
        request.session["subscriber_email"] = email
        logger.info("new subscriber %s", subscriber.pk)
        return redirect("thanks")


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    subscriber = get_object_or_404(Subscriber, confirmation_token=token)
    logger.debug("confirming with token %s", token)
    subscriber.confirmed = True
    subscriber.save(update_fields=["confirmed"])
    cache.set(f"subscriber:{subscriber.pk}", {"email": subscriber.email, "name": subscriber.first_name}, timeout=3600)
    response = redirect("thanks")
    response.set_cookie("newsletter_email", subscriber.email, max_age=30 * 86400)
    return response


@csrf_exempt
def opened(request: HttpRequest, delivery_id: int) -> JsonResponse:
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    delivery.opened = True
    delivery.ip_address = request.META.get("REMOTE_ADDR")
    delivery.save()
    logger.info("delivery %s opened from %s", delivery.pk, delivery.ip_address)
    return JsonResponse({"ok": True})


@csrf_exempt
def bounce(request: HttpRequest) -> JsonResponse:
    try:
        notice = json.loads(request.body)
        Subscriber.objects.filter(email=notice["recipient"]).update(confirmed=False)
    except (ValueError, KeyError) as error:
        logger.exception("broken bounce: %s", request.body)
        return JsonResponse({"error": str(error)}, status=400)
    return JsonResponse({"ok": True})
