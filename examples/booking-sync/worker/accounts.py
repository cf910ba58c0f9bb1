"""Connects accounts, and keeps what is needed to stay connected."""

import httpx
import structlog
from sqlalchemy import create_engine, insert, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from .privacy import seal, unseal
from .settings import DATABASE_URL

log = structlog.get_logger(__name__)
engine = create_engine(DATABASE_URL)


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner_email: Mapped[str | None]
    refresh_token: Mapped[str]


def connect(account_id: str, grant: dict) -> None:
    # Wrong: whoever reads the log can use the account.
    log.debug("connected", refresh_token=grant["refresh_token"])
    # Right: whether there is one, and for how long the other is good.
    log.debug("connected", can_refresh="refresh_token" in grant, expires_in=grant["expires_in"])

    with Session(engine) as session:
        # Wrong: a copy of the database opens every account.
        session.add(Account(id=account_id, refresh_token=grant["refresh_token"]))
        # Right: it is worth nothing without the key.
        session.execute(insert(Account).values(id=account_id, refresh_token=seal(grant["refresh_token"])))
        session.commit()


def note_owner(account_id: str, owner: dict) -> None:
    with Session(engine) as session:
        # Wrong: nothing shows that the address is encrypted.
        session.execute(update(Account).where(Account.id == account_id).values(owner_email=owner["email"]))
        # Right: readable with the key only.
        session.execute(update(Account).where(Account.id == account_id).values(owner_email=seal(owner["email"])))
        session.commit()


async def refresh(caley: httpx.AsyncClient, account: Account) -> int:
    # Right: Caley is who gave the token out.
    response = await caley.post("/oauth/token", data={"grant_type": "refresh_token", "refresh_token": unseal(account.refresh_token)})
    log.info("refreshed", account_id=account.id, status=response.status_code)
    return response.json()["expires_in"]
