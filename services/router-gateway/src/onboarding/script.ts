// script.ts — the script that readies a MikroTik hotspot for Saring, and the one that undoes it (infra/routeros). It
// uses no argument that RouterOS 6.49 or any version from 7.9 on lacks, finds names by itself, and may run again.

export type OnboardingSettings = {
  /** The URL of the portal as phones reach it. */
  readonly portalUrl: string;
  readonly site: string;
  /** The address or network from which router-gateway connects. */
  readonly gatewayAddress: string;
  readonly password: string;
  /** For a router behind NAT: a tunnel that it opens itself (RouterOS 7). */
  readonly wireguard?: WireguardSettings;
};

type WireguardSettings = {
  readonly endpointHost: string;
  readonly endpointPort: number;
  readonly serverPublicKey: string;
  /** The router's own address in the tunnel, e.g. 10.90.0.2/24. */
  readonly routerAddress: string;
  /** The addresses that the router accepts from and sends through the tunnel, e.g. 10.90.0.1/32. */
  readonly allowedAddress: string;
};

/** The pages of the hotspot's folder, served by the portal under /hotspot/<site>/. */
export const HOTSPOT_PAGES = [
  ...['login.html', 'rlogin.html', 'alogin.html', 'redirect.html', 'status.html', 'logout.html'],
  ...['error.html', 'errors.txt'],
] as const;

/** Placeholders for a person who imports the file by hand. */
export const HAND_SETTINGS: OnboardingSettings = {
  portalUrl: 'https://wifi.example.com',
  site: 'site-1',
  gatewayAddress: '192.168.88.2/32',
  password: '',
};

/** A RouterOS string: quotes, backslashes, dollars and line ends are escaped. */
const quoted = (text: string): string =>
  `"${text.replace(/[\\"$?]/g, (sign) => `\\${sign}`).replace(/[\r\n]/g, ' ')}"`;

const HEAD = `# Saring: readies a MikroTik (RouterOS 6.49, or 7.9 and later). The hotspot may be there already, or is made by the console.
# It may be imported as often as you like: what is there is brought up to date, what is yours stays.
# undo.rsc takes everything away again.`;

const settingsOf = ({ portalUrl, site, gatewayAddress, password }: OnboardingSettings): string =>
  `# The portal as phones reach it, this site's name in Saring, where Saring's gateway comes from, a long password.
:global saringPortalUrl ${quoted(portalUrl.replace(/\/+$/, ''))}
:global saringSite ${quoted(site)}
:global saringGateway ${quoted(gatewayAddress)}
:global saringPassword ${quoted(password)}`;

const CHECKS = `# Nothing below needs to be changed.
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
}`;

const API = `# The gateway's own user: it may read, write and use the API, from the gateway's address only.
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
/ip firewall filter disable [find where action=fasttrack-connection]`;

const PAGES = `# The hotspot's pages lead to the portal. PAP, because the proof behind NAT logs in by a link.
:global saringFolder "saring"
:if ([:len [/file find where name="flash"]] > 0) do={ :set saringFolder "flash/saring" }
:foreach saringPage in={${HOTSPOT_PAGES.map((page) => `"${page}"`).join(';')}} do={
  :do {
    /tool fetch url=($saringPortalUrl . "/hotspot/" . $saringSite . "/" . $saringPage) dst-path=($saringFolder . "/" . $saringPage)
  } on-error={
    :put ("Saring: " . $saringPage . " could not be fetched; upload the folder hotspot by hand as " . $saringFolder)
  }
}
:foreach saringHotspot in=[/ip hotspot find] do={
  :global saringProfile [/ip hotspot get $saringHotspot profile]
  /ip hotspot profile set [find where name=$saringProfile] html-directory=$saringFolder login-by=http-pap
}`;

const GARDEN = `# What everyone reaches without logging in: the portal, on whatever port, and what checks its certificate. Full names
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
}`;

const OPTION = `# RFC 8910: phones ask this address whether they are behind a portal, instead of guessing. It must be HTTPS.
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
}`;

const END = `:set saringPassword
:put "Saring: the router is ready."`;

/** RouterOS 6 has no such menu, and an unknown menu would end the import, so the script reads it only when it runs. */
const wireguardPart = (settings: WireguardSettings): string => {
  const { endpointHost, endpointPort, serverPublicKey, routerAddress, allowedAddress } = settings;
  const command = [
    ':if ([:len [/interface wireguard find where name=saring]] = 0) do={ /interface wireguard add name=saring comment=saring|site|tunnel };',
    '/interface wireguard peers remove [find where interface=saring];',
    `/interface wireguard peers add interface=saring public-key=${quoted(serverPublicKey)} endpoint-address=${endpointHost} endpoint-port=${endpointPort} allowed-address=${allowedAddress} persistent-keepalive=25s;`,
    ':return [/interface wireguard get saring public-key]',
  ].join(' ');
  return `# A tunnel out of this router, for a gateway that cannot reach it otherwise (NAT, CGNAT).
:do {
  :global saringTunnel [:parse ${quoted(command)}]
  :global saringKey [$saringTunnel]
  :if ([:len [/ip address find where comment="saring|site|tunnel"]] = 0) do={
    /ip address add address=${routerAddress} interface=saring comment="saring|site|tunnel"
  }
  :put ("Saring: on the server run: wg set wg0 peer " . $saringKey . " allowed-ips ${routerAddress.replace(/\/.*/, '/32')}")
} on-error={ :put "Saring: this RouterOS has no WireGuard; it needs version 7." }`;
};

/** @param settings `HAND_SETTINGS` for the file that is filled in by hand. */
export const onboardingScript = (settings: OnboardingSettings): string =>
  [
    ...[HEAD, settingsOf(settings), CHECKS],
    ...(settings.wireguard ? [wireguardPart(settings.wireguard)] : []),
    ...[API, PAGES, GARDEN, OPTION, END],
  ].join('\n\n') + '\n';

export const undoScript =
  (): string => `# Saring: takes away what saring.rsc made. Remove the router in Saring first: the gateway then takes away its own.
/ip hotspot walled-garden remove [find where comment~"^saring\\\\|site"]
/ip hotspot walled-garden ip remove [find where comment~"^saring\\\\|site"]
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
`;
