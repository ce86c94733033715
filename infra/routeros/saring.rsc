# Readies a MikroTik hotspot for Saring. Run once: /import saring.rsc
# Before that replace every @NAME@ (README.md says what each is), and have a hotspot running (/ip hotspot setup).
# Everything made here carries a comment saring|site|…: the gateway leaves those alone, and so should you.

# The gateway's own user: it may read, write and use the API, from the gateway's address only.
/user group add name=saring policy=api,read,write,test,!local,!telnet,!ssh,!ftp,!reboot,!policy,!winbox,!password,!web,!sniff,!sensitive,!romon,!rest-api comment="saring|site|gateway"
/user add name=saring group=saring address=@GATEWAY_ADDRESS@ password="@GATEWAY_PASSWORD@" comment="saring|site|gateway"

# The API by TLS only. Saring remembers this certificate at its first connection and refuses another.
/certificate add name=saring-api common-name=saring-api key-usage=tls-server days-valid=3650
/certificate sign saring-api
/ip service set api-ssl certificate=saring-api address=@GATEWAY_ADDRESS@ disabled=no
/ip service set api disabled=yes

# Bytes that pass by FastTrack are not counted, not slowed and not stopped.
/ip firewall filter disable [find where action=fasttrack-connection]

# The hotspot's page sends browsers to the portal. PAP, because the proof behind NAT logs in by a link.
/ip hotspot profile set [find where name=@HOTSPOT_PROFILE@] html-directory=@HTML_DIRECTORY@ login-by=http-pap
/ip hotspot set [find where interface=@HOTSPOT_INTERFACE@] idle-timeout=5m keepalive-timeout=none

# What everyone reaches without logging in: the portal, payment, WhatsApp, and what checks certificates.
/ip hotspot walled-garden
add action=allow dst-host=@PORTAL_HOST@ comment="saring|site|portal"
add action=allow dst-host=*.midtrans.com comment="saring|site|payment"
add action=allow dst-host=*.gopay.co.id comment="saring|site|payment"
add action=allow dst-host=*.gojek.com comment="saring|site|payment"
add action=allow dst-host=*.shopee.co.id comment="saring|site|payment"
add action=allow dst-host=*.whatsapp.net comment="saring|site|whatsapp"
add action=allow dst-host=*.whatsapp.com comment="saring|site|whatsapp"
add action=allow dst-host=wa.me comment="saring|site|whatsapp"
add action=allow dst-host=*.lencr.org comment="saring|site|certificates"
add action=allow dst-host=ocsp.* comment="saring|site|certificates"
add action=allow dst-host=crl.* comment="saring|site|certificates"

# RFC 8910: phones ask this address whether they are behind a portal, instead of guessing. It must be HTTPS.
/ip dhcp-server option add code=114 name=saring-portal value="'https://@PORTAL_HOST@/captive-portal/api'" comment="saring|site|portal"
/ip dhcp-server network set [find where address=@HOTSPOT_NETWORK@] dhcp-option=saring-portal
