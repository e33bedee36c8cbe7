# Licensed under the Apache License, Version 2.0; see LICENSE.
"""Reads mails as Python's email package does when it forgives nothing, and prints what is wrong with each."""
import email
import email.policy
import pathlib
import re
import sys

STRICT = email.policy.strict
FORGIVING = email.policy.default
ONCE = ['Date', 'From', 'To', 'Subject', 'Message-ID', 'MIME-Version', 'Auto-Submitted', 'X-Auto-Response-Suppress']
KNOWN = {name.lower() for name in ONCE} | {
    'content-type', 'content-language', 'content-transfer-encoding', 'in-reply-to', 'references', 'x-mesura-submission'}
DSN_FIELDS = {
    'original-envelope-id', 'reporting-mta', 'arrival-date',
    'original-recipient', 'final-recipient', 'action', 'status', 'diagnostic-code', 'will-retry-until'}


def lines(octets):
    for number, line in enumerate(octets.split(b'\n'), 1):
        assert len(line.rstrip(b'\r')) <= 998, f'line {number} has {len(line)} octets'
    head = octets.replace(b'\r\n', b'\n').split(b'\n\n', 1)[0]
    assert b'\r' not in head and b'\0' not in head, 'a bare CR or a NUL in the head'
    assert all(octet < 128 for octet in head), 'a head that is not ASCII'


def head(mail):
    for name in ONCE:
        assert len(mail.get_all(name, [])) == 1, f'{name} stands {len(mail.get_all(name, []))} times'
    for name, value in mail.items():
        assert name.lower() in KNOWN, f'a header {name}'
        assert not value.defects, f'{name}: {value.defects}'
        assert not re.search(r'[\r\n\0]', str(value)), f'{name} breaks the line'
    assert mail['Date'].datetime is not None and mail['Date'].datetime.tzinfo is not None, 'a date without a zone'
    assert len(mail['From'].addresses) == 1 and mail['From'].addresses[0].domain, 'no sender'
    assert len(mail['To'].addresses) == 1 and mail['To'].addresses[0].domain, 'more than one recipient, or none'
    assert re.fullmatch(r'<[^<>@\s]+@[^<>@\s]+>', str(mail['Message-ID']).strip()), 'a message id that is none'
    assert str(mail['Auto-Submitted']) in ('auto-generated', 'auto-replied'), mail['Auto-Submitted']
    assert str(mail['Subject']).strip(), 'no subject'


def text(part):
    assert part.get_content_charset() == 'utf-8', part['Content-Type']
    content = part.get_content(errors='strict')
    assert content.strip() and '\ufffd' not in content, 'a text that does not decode'
    return content


def report(parts, kind):
    assert [part.get_content_type() for part in parts[:2]] == ['text/plain', f'message/{kind}'], parts
    assert parts[2].get_content_type() in ('message/rfc822', 'text/rfc822-headers'), parts[2].get_content_type()
    text(parts[0])
    # Python knows the groups of fields of the ASCII form alone
    groups = [email.message_from_string(group, policy=STRICT) for group in re.split(r'\n{2,}', fields(parts[1], kind).strip())]
    assert len(groups) >= 2, 'no recipient is told of'
    for group in groups:
        assert group.keys() and not group.defects, 'a group of fields that is none'
        for name in group.keys():
            assert name.lower() in DSN_FIELDS, f'a field {name}'
    assert groups[0]['Reporting-MTA'], 'no Reporting-MTA'
    for group in groups[1:]:
        assert group['Final-Recipient'].split(';')[0] in ('rfc822', 'utf-8'), 'a Final-Recipient without a type'
        assert group['Action'] in ('failed', 'delayed'), group['Action']
        assert re.fullmatch(r'[245]\.\d{1,3}\.\d{1,3}', group['Status']), group['Status']


def fields(part, kind):
    if kind == 'delivery-status':
        return '\n'.join(group.as_string(policy=email.policy.compat32) for group in part.get_payload())
    return part.get_payload(decode=True).decode('utf-8').replace('\r\n', '\n')


def body(mail):
    kind = mail.get_content_type()
    parts = list(mail.iter_parts())
    if kind == 'text/plain':
        text(mail)
    elif kind == 'multipart/alternative':
        assert [part.get_content_type() for part in parts] == ['text/plain', 'text/html'], parts
        text(parts[0])
        assert '</html>' in text(parts[1]).lower(), 'half a page'
    elif kind == 'multipart/report':
        kind = mail.get_param('report-type')
        assert kind in ('delivery-status', 'global-delivery-status'), mail['Content-Type']
        report(parts, kind)
    else:
        raise AssertionError(f'a mail of type {kind}')


def ours(mail):
    """Of a report all but what is returned, which is another's, and may be broken."""
    return [mail] + list(mail.iter_parts()) if mail.is_multipart() else [mail]


def check(octets):
    lines(octets)
    returns = b'\nContent-Type: message/rfc822' in octets
    mail = email.message_from_bytes(octets, policy=FORGIVING if returns else STRICT)
    for part in ours(mail):
        assert not part.defects, part.defects
    head(mail)
    body(mail)


def main(folders):
    files = sorted(file for folder in folders for file in pathlib.Path(folder).rglob('*.eml'))
    for file in files:
        try:
            check(file.read_bytes())
        except Exception as fault:  # whatever it is, it is told with its mail
            print(f'{file}: {type(fault).__name__}: {fault}')
    print(f'{len(files)} mails read')


main(sys.argv[1:])
