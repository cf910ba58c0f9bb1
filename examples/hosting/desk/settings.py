import os

INSTALLED_APPS = ["corsheaders", "desk"]
ROOT_URLCONF = "desk.urls"

# Right: the environment has it.
SECRET_KEY = os.environ["SECRET_KEY"]

CORS_ALLOW_CREDENTIALS = True
# Wrong: every site acts with the rights of who is signed in.
CORS_ALLOW_ALL_ORIGINS = True

PASSWORD_HASHERS = [
    # Wrong: it is guessed in hours.
    "django.contrib.auth.hashers.SHA1PasswordHasher",
]
