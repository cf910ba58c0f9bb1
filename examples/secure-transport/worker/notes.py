import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = bytes.fromhex(os.environ["NOTES_KEY"])


def seal_by_blocks(note: bytes) -> bytes:
    # Wrong: block by block, without a mode.
    encryptor = Cipher(algorithms.AES(KEY), modes.ECB()).encryptor()
    return encryptor.update(note) + encryptor.finalize()


def seal(note: bytes) -> bytes:
    # Right: a new nonce for each note.
    nonce = os.urandom(12)
    return nonce + AESGCM(KEY).encrypt(nonce, note, None)
