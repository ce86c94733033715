"""Drives the simulator as a script of Debian's python3-librouteros would, and prints what came of it as JSON."""
import json
import ssl
import sys

import librouteros
from librouteros.exceptions import TrapError
from librouteros.query import Key

api_port, tls_port = int(sys.argv[1]), int(sys.argv[2])


def connect(port=api_port, password='saring-demo', **options):
    return librouteros.connect('127.0.0.1', 'saring', password, port=port, **options)


def refusal(action):
    try:
        list(action())
    except TrapError as trap:
        return str(trap)
    return None


api = connect()
bindings = api.path('ip', 'hotspot', 'ip-binding')
lists = api.path('ip', 'firewall', 'address-list')
seen = {}
hosts = api.path('ip', 'hotspot', 'host').select(Key('mac-address'), Key('address'), Key('bypassed'))
seen['hosts'] = list(hosts)
seen['added'] = bindings.add(**{'mac-address': 'A4:C3:F0:00:00:01', 'type': 'regular'})
bindings.update(**{'.id': seen['added'], 'type': 'bypassed', 'comment': 'saring|uji'})
seen['afterSet'] = list(bindings.select(Key('type'), Key('comment')))
for number in (11, 12, 13):
    lists.add(list='active' if number < 13 else 'habis', address='10.5.50.%d' % number)
name, address = Key('list'), Key('address')
seen['queried'] = [row['address'] for row in lists.select(address).where(name == 'active')]
seen['traps'] = [
    refusal(lambda: api('/ip/tea/print')),
    refusal(lambda: api('/ip/hotspot/ip-binding/add', colour='red')),
    refusal(lambda: api('/ip/hotspot/ip-binding/remove', **{'.id': '*99'})),
    refusal(lambda: api('/ip/hotspot/ip-binding/add', **{'mac-address': 'A4:C3:F0:00:00:01'})),
]
bindings.remove(seen['added'])
seen['afterRemove'] = list(bindings)
try:
    connect(password='wrong')
except TrapError as trap:
    seen['wrongPassword'] = str(trap)
old = connect(login_method=librouteros.token)
seen['challengeLogin'] = list(old('/system/identity/print'))[0]['name']
trusting = ssl.create_default_context()
trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
tls = connect(tls_port, ssl_wrapper=lambda sock: trusting.wrap_socket(sock))
seen['overTls'] = list(tls('/system/identity/print'))[0]['name']
lists.add(list='panjang', address='10.9.9.9', comment='x' * 300)
seen['long'] = len(list(lists.select(Key('comment')).where(name == 'panjang'))[0]['comment'])
print(json.dumps(seen))
