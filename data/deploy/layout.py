#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Lays out the files of each host from a cluster file: what newsrank-shard@.service reads.

    layout.py cluster.yaml OUT [--shards-in /var/lib/newsrank]

For each host of the cluster there is a folder OUT/HOST: etc/newsrank/shard-K.conf for each shard K (from 0) that it serves, and
`enable`, the commands that start them. Replicas that are folders belong to the searching host and are left out.
"""
import argparse
import ipaddress
import pathlib
import re
import sys

import yaml

HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}")
FOLDER = re.compile(r"/[A-Za-z0-9._/@+-]*")


def places(cluster):
    """(host, port, shard) of each replica that is a server."""
    shards = cluster.get("shards") if isinstance(cluster, dict) else None
    if not isinstance(shards, list) or not shards:
        raise ValueError("no shards are listed")
    for number, replicas in enumerate(shards):
        if not isinstance(replicas, list):
            raise ValueError(f"shard {number + 1}: expected the list of its replicas")
        for replica in replicas:
            at = replica.get("at") if isinstance(replica, dict) else replica
            host, _, port = str(at).rpartition(":")
            if not port.isascii() or not port.isdigit():
                continue  # a folder
            if host.startswith("["):
                raise ValueError(f"{at}: xapian-tcpsrv and its clients speak IPv4 only")
            if not HOST.fullmatch(host) or not 0 < int(port) < 65536:
                raise ValueError(f"{at}: expected host:port")
            yield host, int(port), number


def listening_address(host):
    """The address itself, or all of the host's where it has a name."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        return "0.0.0.0"


def lay_out(cluster, out, shards_in):
    served = {}
    for host, port, number in places(cluster):
        if number in served.setdefault(host, {}):
            raise ValueError(f"{host} serves shard {number + 1} twice")
        if port in served[host].values():
            raise ValueError(f"{host} serves two shards on port {port}")
        served[host][number] = port
    for host, ports in served.items():
        folder = out / host / "etc" / "newsrank"
        folder.mkdir(parents=True, exist_ok=True)
        for number, port in ports.items():
            (folder / f"shard-{number}.conf").write_text(
                f"SHARD={shards_in}/shard{number}\nADDRESS={listening_address(host)}\nPORT={port}\n", encoding="utf-8")
        units = " ".join(f"newsrank-shard@{number}.service" for number in sorted(ports))
        (out / host / "enable").write_text(f"systemctl enable --now {units}\n", encoding="utf-8")
    return served


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cluster", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--shards-in", default="/var/lib/newsrank", help="the folder of the shards on each host")
    arguments = parser.parse_args()
    try:
        if not FOLDER.fullmatch(arguments.shards_in):
            raise ValueError(f"{arguments.shards_in}: expected a folder from the root on, of letters, digits and ._/@+-")
        served = lay_out(yaml.safe_load(arguments.cluster.read_text(encoding="utf-8")), arguments.out, arguments.shards_in)
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        sys.exit(f"layout.py: {arguments.cluster}: {error}")
    for host, ports in sorted(served.items()):
        print(f"{host}: " + ", ".join(f"shard {number} on port {port}" for number, port in sorted(ports.items())))


if __name__ == "__main__":
    main()
