#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Passes connections on, with a delay: what a distant or slow host looks like where the kernel has no netem.

    slow_link.py HOST:PORT TARGET-HOST:PORT SECONDS

Each piece of bytes arrives so much later, in both directions; pieces that follow one another do not wait for each other.
"""
import queue
import socket
import sys
import threading
import time


def address(text):
    host, _, port = text.rpartition(":")
    return host, int(port)


def deliver(pieces, out):
    while True:
        due, piece = pieces.get()
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            if not piece:
                return out.shutdown(socket.SHUT_WR)
            out.sendall(piece)
        except OSError:
            return None


def carry(source, out, seconds):
    pieces = queue.SimpleQueue()
    threading.Thread(target=deliver, args=(pieces, out), daemon=True).start()
    piece = b"-"
    while piece:
        try:
            piece = source.recv(1 << 16)
        except OSError:
            piece = b""
        pieces.put((time.monotonic() + seconds, piece))


def main():
    seconds = float(sys.argv[3])
    listening = socket.create_server(address(sys.argv[1]), backlog=64)
    while True:
        client, _ = listening.accept()
        try:
            server = socket.create_connection(address(sys.argv[2]))
        except OSError:
            client.close()
            continue
        for each in (client, server):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for source, out in ((client, server), (server, client)):
            threading.Thread(target=carry, args=(source, out, seconds), daemon=True).start()


if __name__ == "__main__":
    main()
