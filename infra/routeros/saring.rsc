# Saring: readies a MikroTik (RouterOS 6.49, or 7.9 and later). The hotspot may be there already, or is made by the console.
# It may be imported as often as you like: what is there is brought up to date, what is yours stays.
# undo.rsc takes everything away again.

# The portal as phones reach it, this site's name in Saring, where Saring's gateway comes from, a long password.
:global saringPortalUrl "https://wifi.example.com"
:global saringSite "site-1"
:global saringGateway "192.168.88.2/32"
:global saringPassword ""

# Nothing below needs to be changed.
:if ($saringPassword = "") do={ :error "Saring: set saringPassword at the top of this file first" }
:if ([:len [/ip hotspot find]] = 0) do={
  :put "Saring: there is no hotspot yet. The console makes one: open the router there, then Ready for a hotspot. After that import this once more."
}
:global saringHost [:pick $saringPortalUrl ([:find $saringPortalUrl "//"] + 2) [:len $saringPortalUrl]]
:foreach saringEnd in={"/";":"} do={
  :if ([:len [:find $saringHost $saringEnd]] > 0) do={ :set saringHost [:pick $saringHost 0 [:find $saringHost $saringEnd]] }
}

# Since RouterOS 7.17 small boards come with the hotspot and fetch switched off; only the button can change that.
:foreach saringFeature in={"hotspot";"proxy";"fetch"} do={
  :global saringAllowed "unknown"
  :do {
    :global saringAsk [:parse (":return [/system device-mode get " . $saringFeature . "]")]
    :set saringAllowed [:tostr [$saringAsk]]
  } on-error={ :set saringAllowed "unknown" }
  :if ($saringAllowed = "no" || $saringAllowed = "false") do={
    :put ("Saring: device-mode does not allow " . $saringFeature . ". Run: /system device-mode update mode=advanced, then press the reset button or cut the power within five minutes, and import again.")
  }
}

# The gateway's own user: it may read, write and use the API, from the gateway's address only.
:if ([:len [/user group find where name="saring"]] = 0) do={ /user group add name="saring" policy=api,read,write,test }
/user group set [find where name="saring"] policy=api,read,write,test
:if ([:len [/user find where name="saring"]] = 0) do={
  /user add name="saring" group="saring" password=$saringPassword comment="saring|site|gateway"
}
/user set [find where name="saring"] group="saring" password=$saringPassword address=$saringGateway

# The API by TLS. Saring remembers this certificate at its first connection and refuses another.
:if ([:len [/certificate find where name="saring-api"]] = 0) do={
  /certificate add name="saring-api" common-name="saring-api" key-usage=tls-server days-valid=3650
  /certificate sign "saring-api"
  :delay 5s
}
:global saringCertificate [:tostr [/ip service get api-ssl certificate]]
:if ($saringCertificate = "" || $saringCertificate = "none") do={ /ip service set api-ssl certificate="saring-api" }
/ip service set api-ssl disabled=no

# Bytes that pass by FastTrack are not counted, not slowed and not stopped.
/ip firewall filter disable [find where action=fasttrack-connection]

# The hotspot's pages lead to the portal. PAP, because the proof behind NAT logs in by a link.
:global saringFolder "saring"
:if ([:len [/file find where name="flash"]] > 0) do={ :set saringFolder "flash/saring" }
:foreach saringPage in={"login.html";"rlogin.html";"alogin.html";"redirect.html";"status.html";"logout.html";"error.html";"errors.txt"} do={
  :do {
    /tool fetch url=($saringPortalUrl . "/hotspot/" . $saringSite . "/" . $saringPage) dst-path=($saringFolder . "/" . $saringPage)
  } on-error={
    :put ("Saring: " . $saringPage . " could not be fetched; upload the folder hotspot by hand as " . $saringFolder)
  }
}
:foreach saringHotspot in=[/ip hotspot find] do={
  :global saringProfile [/ip hotspot get $saringHotspot profile]
  /ip hotspot profile set [find where name=$saringProfile] html-directory=$saringFolder login-by=http-pap
}

# What everyone reaches without logging in: the portal, on whatever port, and what checks its certificate. Full names
# only: a wildcard opens whatever somebody registers. Banks and wallets are the gateway's work.
:if ([:len [/ip hotspot walled-garden find where comment="saring|site|portal"]] = 0) do={
  /ip hotspot walled-garden add action=allow dst-host=$saringHost comment="saring|site|portal"
}
/ip hotspot walled-garden set [find where comment="saring|site|portal"] dst-host=$saringHost
:if ([:len [/ip hotspot walled-garden ip find where comment="saring|site|portal"]] = 0) do={
  /ip hotspot walled-garden ip add action=accept dst-host=$saringHost comment="saring|site|portal"
}
/ip hotspot walled-garden ip set [find where comment="saring|site|portal"] dst-host=$saringHost
:foreach saringCheck in={"r10.o.lencr.org";"r11.o.lencr.org";"e5.o.lencr.org";"e6.o.lencr.org";"r10.c.lencr.org";"r11.c.lencr.org";"e5.c.lencr.org";"e6.c.lencr.org"} do={
  :if ([:len [/ip hotspot walled-garden find where dst-host=$saringCheck]] = 0) do={
    /ip hotspot walled-garden add action=allow dst-host=$saringCheck dst-port=80 comment="saring|site|certificates"
  }
}

# RFC 8910: phones ask this address whether they are behind a portal, instead of guessing. It must be HTTPS.
:if ([:pick $saringPortalUrl 0 8] = "https://") do={
  :global saringValue ("'" . $saringPortalUrl . "/captive-portal/api'")
  :if ([:len [/ip dhcp-server option find where name="saring-portal"]] = 0) do={
    /ip dhcp-server option add name="saring-portal" code=114 value=$saringValue
  }
  /ip dhcp-server option set [find where name="saring-portal"] value=$saringValue
  :foreach saringHotspot in=[/ip hotspot find] do={
    :global saringInterface [/ip hotspot get $saringHotspot interface]
    :foreach saringAddress in=[/ip address find where interface=$saringInterface] do={
      :global saringText [:tostr [/ip address get $saringAddress address]]
      :global saringNetwork ([:tostr [/ip address get $saringAddress network]] . [:pick $saringText [:find $saringText "/"] [:len $saringText]])
      :foreach saringLan in=[/ip dhcp-server network find] do={
        :if ([:tostr [/ip dhcp-server network get $saringLan address]] = $saringNetwork) do={
          :global saringOptions [/ip dhcp-server network get $saringLan dhcp-option]
          :if ([:len $saringOptions] = 0) do={
            /ip dhcp-server network set $saringLan dhcp-option="saring-portal"
          } else={
            :if ([:len [:find $saringOptions "saring-portal"]] = 0) do={
              /ip dhcp-server network set $saringLan dhcp-option=($saringOptions , "saring-portal")
            }
          }
        }
      }
    }
  }
} else={
  :put "Saring: the portal has no HTTPS, so phones do not learn of it by DHCP (option 114), and browsers drop its cookies."
}

:set saringPassword
:put "Saring: the router is ready."
