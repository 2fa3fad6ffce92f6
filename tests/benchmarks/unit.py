"""The unit of processor time: one RSA-2048 verification on this machine, now."""

from __future__ import annotations

import base64
import time
from statistics import median

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.support.signed_requests import Sent, Signer

BATCHES = 9
TIMES = 50


def rsa_verification(signer: Signer, sent: Sent) -> float:
    """Return the microseconds of processor time that checking one signature takes."""
    key = signer.pki.leaf.public_key()
    if not isinstance(key, RSAPublicKey):
        raise TypeError("the signer's key is not RSA")
    signature, padding, digest = (
        base64.b64decode(sent.header("Signature-256")),
        PKCS1v15(),
        SHA256(),
    )
    took = []
    for _ in range(BATCHES):
        began = time.process_time()
        for _ in range(TIMES):
            key.verify(signature, sent.body, padding, digest)
        took.append(time.process_time() - began)
    return median(took) / TIMES * 1e6
