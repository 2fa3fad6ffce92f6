"""An authority like the one behind Alexa's certificates: RSA from the root to the signer."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.pki import DAY, Issuer, Pki, issue


class RsaPki(Pki):
    """The tests' authority, with RSA keys where those have elliptic ones.

    Amazon's chain is RSA throughout, and its adapter for Node reads nothing else.
    """

    def __init__(self) -> None:
        super().__init__()
        root, between = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = Issuer(issue(root, name="Bench Root", ca=True, ends=3650 * DAY), root)
        self.issuer = Issuer(
            issue(between, self.root, name="Bench Issuer", ca=True, path_length=0), between
        )
        self.leaf = issue(self.keys["signer"], self.issuer)
