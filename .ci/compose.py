#!/usr/bin/env python3
"""What .ci/compose asks of the servers that docker/compose.yml runs, as administrators, senders and monitoring would.

    compose.py accounts PORT          makes the domain and two accounts over WebAdmin
    compose.py well PORT STORE        Mesura is healthy and keeps its counts in STORE
    compose.py send PORT              a message from Ana to a colleague and an outsider goes in over submission
    compose.py delivered PORT NUMBER  the colleague has NUMBER messages
    compose.py counted PORT NUMBER    NUMBER of Ana's messages are known, each with its outsider
    compose.py watched NUMBER PORT... Prometheus reads each WebAdmin PORT and no other, has all our rules, and saw NUMBER messages

Each waits a while for what it expects; what is there instead is printed, with exit status 1.
"""
import json
import smtplib
import sys
import time
import urllib.parse
import urllib.request
from email.message import EmailMessage

import yaml

PATIENCE = 90
ANA, BETO, EVA = "ana@alcaldia.example", "beto@alcaldia.example", "eva@outside.example"
PASSWORD = "secreto"
RULES = "docker/prometheus/mesura.rules.yml"
PROMETHEUS = 9090


def ask(port, path, method="GET", body=None):
    """What a server on this machine says, as JSON if it is; the error in words if it refuses or is not there."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method, data=body and json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            text = reply.read()
    except OSError as error:
        return str(error)
    try:
        return json.loads(text)
    except ValueError:
        return text.decode()


def field(answer, *names):
    """A field of a field of an answer; the answer itself where it has none such."""
    found = answer
    for name in names:
        if not isinstance(found, dict) or name not in found:
            return answer
        found = found[name]
    return found


def expect(what, wanted, find):
    end = time.monotonic() + PATIENCE
    while (found := find()) != wanted:
        if time.monotonic() > end:
            sys.exit(f"{what}: expected {wanted}, got {found} after {PATIENCE} s")
        time.sleep(0.5)


def accounts(port):
    for path, body in [("/domains/alcaldia.example", None), (f"/users/{ANA}", True), (f"/users/{BETO}", True)]:
        said = ask(port, path, "PUT", body and {"password": PASSWORD})
        if said != "":
            sys.exit(f"PUT {path} on {port}: {said}")


def well(port, store):
    expect(f"health on {port}", "healthy", lambda: field(ask(port, "/healthcheck/checks/Mesura"), "status"))
    expect(f"store on {port}", {"kind": store}, lambda: field(ask(port, "/mesura/overview"), "store"))


def send(port):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = ANA, f"{BETO}, {EVA}", "Reunion de manana"
    message.set_content("La reunion sigue en pie.\n")
    with smtplib.SMTP("127.0.0.1", int(port), local_hostname="localhost", timeout=30) as smtp:
        smtp.login(ANA, PASSWORD)
        smtp.send_message(message)


def delivered(port, number):
    expect(f"messages of {BETO} on {port}", int(number), lambda: ask(port, f"/users/{BETO}/mailboxes/INBOX/messageCount"))


def counted(port, number):
    wanted = [int(number)] * 2
    path = f"/mesura/accounts/{ANA}"

    def found():
        sent = field(ask(port, path), "sentLastDay")
        return [field(sent, "messages"), field(sent, "externalRecipients")]

    expect(f"messages and outsiders of {ANA} on {port}", wanted, found)


def prometheus(path):
    return field(ask(PROMETHEUS, f"/api/v1/{path}"), "data")


def watched(number, *ports):
    def targets():
        found = field(prometheus("targets"), "activeTargets")
        return {it["scrapeUrl"]: it["health"] for it in found} if isinstance(found, list) else found

    def rules():
        found = field(prometheus("rules"), "groups")
        return {it["name"]: it["health"] for group in found for it in group["rules"]} if isinstance(found, list) else found

    def seen():
        query = urllib.parse.quote("sum(mesura_reviews_accept_total)")
        found = field(prometheus(f"query?query={query}"), "result")
        return float(found[0]["value"][1]) if isinstance(found, list) and found else found

    with open(RULES) as file:
        ours = [rule["alert"] for group in yaml.safe_load(file)["groups"] for rule in group["rules"]]
    expect("targets of Prometheus", {f"http://127.0.0.1:{port}/metrics": "up" for port in ports}, targets)
    expect("rules of Prometheus", {name: "ok" for name in ours}, rules)
    expect("messages that Prometheus saw", float(number), seen)


COMMANDS = {it.__name__: it for it in (accounts, well, send, delivered, counted, watched)}

COMMANDS[sys.argv[1]](*sys.argv[2:])
