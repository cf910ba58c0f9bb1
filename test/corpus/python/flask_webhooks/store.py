"""Keeps events and users."""
import json
from typing import Optional

import boto3
import redis
from cryptography.fernet import Fernet
from sqlalchemy import String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)
    phone: Mapped[Optional[str]] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    oauth_token: Mapped[Optional[bytes]]

    def check(self, password: str) -> bool:
        return check_password_hash(self.password_hash, password)

    def public(self) -> dict[str, object]:
        return {"id": self.id, "email": self.email}


class Store:
    def __init__(self, redis_url: str, database_url: str, key: bytes = b"") -> None:
        self.queue = redis.Redis.from_url(redis_url)
        self.engine = create_engine(database_url)
        self.bucket = boto3.client("s3")
        self.fernet = Fernet(key or Fernet.generate_key())

    def push(self, service: str, event: dict) -> None:
        self.queue.rpush(f"hooks:{service}", json.dumps(event))
        self.queue.incr(f"count:{service}")

    def user_by_email(self, email: str) -> Optional[User]:
        with Session(self.engine) as db:
            return db.scalars(select(User).where(User.email == email)).first()

    def add_user(self, email: str, phone: str, password: str) -> int:
        with Session(self.engine) as db:
            user = User(email=email, phone=phone, password_hash=generate_password_hash(password))
            db.add(user)
            db.commit()
            return user.id

    def keep_token(self, user_id: int, access_token: str) -> None:
        with Session(self.engine) as db:
            user = db.get(User, user_id)
            if user is not None:
                user.oauth_token = self.fernet.encrypt(access_token.encode())
                db.commit()
        self.queue.set(f"token:{user_id}", access_token, ex=3600)

    def archive(self, user: User) -> None:
        record = {"email": user.email, "phone": user.phone}
        self.bucket.put_object(Bucket="archive", Key=f"users/{user.id}.json", Body=json.dumps(record))
        with open(f"/var/archive/{user.id}.json", "w") as file:
            json.dump(record, file)
