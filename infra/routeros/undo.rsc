# Saring: takes away what saring.rsc made. Remove the router in Saring first: the gateway then takes away its own.
/ip hotspot walled-garden remove [find where comment~"^saring\\|site"]
/ip hotspot walled-garden ip remove [find where comment~"^saring\\|site"]
:foreach saringLan in=[/ip dhcp-server network find] do={
  :global saringOptions [/ip dhcp-server network get $saringLan dhcp-option]
  :global saringKept [:toarray ""]
  :foreach saringOption in=$saringOptions do={
    :if ($saringOption != "saring-portal") do={ :set saringKept ($saringKept , $saringOption) }
  }
  :if ([:len $saringKept] < [:len $saringOptions]) do={ /ip dhcp-server network set $saringLan dhcp-option=$saringKept }
}
/ip dhcp-server option remove [find where name="saring-portal"]
:foreach saringProfile in=[/ip hotspot profile find] do={
  :if ([:len [:find [:tostr [/ip hotspot profile get $saringProfile html-directory]] "saring"]] > 0) do={
    /ip hotspot profile set $saringProfile html-directory="hotspot"
  }
}
/user remove [find where name="saring"]
/user group remove [find where name="saring"]
:if ([:tostr [/ip service get api-ssl certificate]] = "saring-api") do={ /ip service set api-ssl certificate=none disabled=yes }
/certificate remove [find where name="saring-api"]
/ip address remove [find where comment="saring|site|tunnel"]
# FastTrack rules that MikroTik's own configuration made are switched on again.
/ip firewall filter enable [find where action=fasttrack-connection and comment~"defconf"]
:put "Saring: undone. The folder saring may be deleted under Files."
