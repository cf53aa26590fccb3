"""Runs threads, a process and a large allocation (compute), or answers itself over TCP (serve)."""

import multiprocessing
import socket
import sys
import threading


def compute():
    threads = [threading.Thread(target=bytearray, args=(1 << 24,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with multiprocessing.Pool(2) as pool:
        assert pool.map(abs, [-1, -2]) == [1, 2]
    print("computed")


def serve():
    with socket.create_server(("127.0.0.1", 0)) as server:
        def answer():
            with server.accept()[0] as peer:
                peer.sendall(b"served")

        threading.Thread(target=answer).start()
        with socket.create_connection(server.getsockname()) as client:
            print(client.recv(6).decode())


if __name__ == "__main__":
    serve() if sys.argv[1] == "serve" else compute()
