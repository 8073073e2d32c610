"""A bot behind Segue, by signed webhooks, with the standard library and standardwebhooks: docs/bot-verify.md.

SEGUE_URL=http://127.0.0.1:8440 SEGUE_KEY=sk_… SEGUE_BOT_SECRET=whsec_… python examples/webhook_bot.py
"""

from __future__ import annotations

import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

URL, KEY, SIGNED = os.environ["SEGUE_URL"], os.environ["SEGUE_KEY"], Webhook(os.environ["SEGUE_BOT_SECRET"])
promised: dict[str, str] = {}  # by humans, in each conversation; a real bot keeps it for longer


def say(conversation: str, id_: str, epoch: int, text: str) -> None:
    # the event's id as the message's: however often it is sent, it is stored once
    body = json.dumps({"id": id_, "role": "automated_agent", "text": text, "epoch": epoch}).encode()
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    for pause_s in (1, 2, 4, 8):
        try:
            urlopen(Request(f"{URL}/v1/conversations/{conversation}/messages", body, headers), timeout=10)  # noqa: S310
            return
        except OSError as error:
            if isinstance(error, HTTPError) and error.code < 500 and error.code != 429:
                return  # 409: a human has the customer by now
        time.sleep(pause_s)


def hears(id_: str, event: object) -> None:
    match event:
        case {"type": "message", "conversation": str(where), "epoch": int(epoch), "text": str(text)}:
            say(where, id_, epoch, f"You said: {text} {promised.get(where, '')}")
        case {"type": "handed_back", "conversation": str(where), "packet": {"promises": list(promises)}}:
            promised[where] = " ".join(map(str, promises))


class Webhooks(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"] or 0))
        try:
            event, status = SIGNED.verify(body, {name.lower(): value for name, value in self.headers.items()}), 204
            Thread(target=hears, args=(self.headers["webhook-id"], event)).start()
        except WebhookVerificationError:
            status = 401
        except (ValueError, RecursionError):
            status = 400
        self.send_response(status)
        self.end_headers()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8096), Webhooks).serve_forever()
