"""Runware's package speaks WebSocket only, the simulator HTTP only; the messages are the same."""

import json
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager

from websockets.sync.server import serve


def _posted(url, tasks):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(tasks).encode()), timeout=30) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.read().decode()


@contextmanager
def socket_over(url):
    """Gives the address of a socket that passes each message on to `url`; who is calling is said in the first one."""

    def converse(connection):
        greeting = None
        for message in connection:
            tasks = json.loads(message)
            greeting = greeting or tasks[0]
            connection.send(_posted(url, tasks if tasks[0] == greeting else [greeting, *tasks]))

    with serve(converse, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield "ws://127.0.0.1:%d" % server.socket.getsockname()[1]
        server.shutdown()
        thread.join()
