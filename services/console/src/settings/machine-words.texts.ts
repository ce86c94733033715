// machine-words.texts.ts — settings of the machine, the simulators, the routers and the door, in the order of .env.example.
import type { Texts } from '../language/language';

export const machineWords = {
  DATA_DIR: [
    'Folder PostgreSQL, NATS, dan rahasia mesin ini',
    'Folder of PostgreSQL, NATS and the secrets of this machine',
  ],
  PORT: ['Port portal, API, dan konsol', 'Port of the portal, the API and the console'],
  HOST: [
    'Alamat yang didengarkan; 0.0.0.0 bila ponsel langsung ke sini',
    'Address listened on; 0.0.0.0 where phones reach it directly',
  ],
  TIME_ZONE: ['Zona waktu semua lokasi', 'Time zone of all sites'],
  TIME_ZONE_BY_SITE: ['Lokasi dengan zona waktu lain', 'Sites in another time zone'],
  LOG_LEVEL: ['Seberapa banyak yang dicatat di log', 'How much is written to the log'],
  SECRETS_KEY: [
    'Kunci semua rahasia; hilang berarti sandi router hilang',
    'Key of all secrets; without it router passwords are lost',
  ],
} as const satisfies Texts<string>;

export const backupWords = {
  BACKUP_PASSPHRASE: [
    'Kata sandi cadangan; kosong berarti tidak ada cadangan otomatis',
    'Passphrase of backups; empty: none is made by itself',
  ],
  BACKUP_AT: ['Jam pencadangan setiap hari', 'When it is made every day'],
  BACKUP_KEEP_DAILY: ['Cadangan harian yang disimpan', 'Daily backups that are kept'],
  BACKUP_KEEP_WEEKLY: ['Cadangan mingguan yang disimpan', 'Weekly backups that are kept'],
  BACKUP_KEEP_MONTHLY: ['Cadangan bulanan yang disimpan', 'Monthly backups that are kept'],
  BACKUP_FOLDER: [
    'Folder cadangan, misalnya stik USB; kosong: folder backups di DATA_DIR',
    'Folder of backups, e.g. a stick; empty: the folder backups in DATA_DIR',
  ],
  BACKUP_S3_ENDPOINT: ['Alamat penyimpanan S3; kosong: AWS', 'Address of the S3 store; empty: AWS'],
  BACKUP_S3_REGION: ['Wilayah penyimpanan S3', 'Region of the S3 store'],
  BACKUP_S3_BUCKET: ['Bucket cadangan, sebagai ganti folder', 'Bucket of backups, instead of a folder'],
  BACKUP_S3_PREFIX: ['Awal nama setiap cadangan di bucket', 'Beginning of every name in the bucket'],
  BACKUP_S3_KEY_ID: ['ID kunci penyimpanan S3', 'Key id of the S3 store'],
  BACKUP_S3_SECRET: ['Rahasia kunci penyimpanan S3', 'Secret of that key'],
  BACKUP_S3_PATH_STYLE: [
    'Bucket di jalur alamat, bukan di nama host',
    'The bucket in the path, not in the name of the host',
  ],
} as const satisfies Texts<string>;

export const filesWords = {
  FILES_FOLDER: [
    'Folder berkas, misalnya foto bukti transfer; kosong: folder files di DATA_DIR',
    'Folder of files, e.g. pictures of transfers; empty: the folder files in DATA_DIR',
  ],
  FILES_S3_ENDPOINT: [
    'Alamat penyimpanan S3 untuk berkas; kosong: AWS',
    'Address of the S3 store; empty: AWS',
  ],
  FILES_S3_REGION: ['Wilayah penyimpanan S3 untuk berkas', 'Region of the S3 store of files'],
  FILES_S3_BUCKET: ['Bucket berkas, sebagai ganti folder', 'Bucket of files, instead of a folder'],
  FILES_S3_PREFIX: ['Awal nama setiap berkas di bucket', 'Beginning of every file in the bucket'],
  FILES_S3_KEY_ID: ['ID kunci penyimpanan S3 untuk berkas', 'Key id of the S3 store of files'],
  FILES_S3_SECRET: ['Rahasia kunci itu', 'Secret of that key'],
  FILES_S3_PATH_STYLE: [
    'Bucket berkas di jalur alamat, bukan di nama host',
    'The bucket of files in the path, not in the name of the host',
  ],
} as const satisfies Texts<string>;

export const elsewhereWords = {
  DATABASE_URL: ['Alamat PostgreSQL', 'Address of PostgreSQL'],
  POSTGRES_POOL_MAX: [
    'Koneksi PostgreSQL paling banyak tiap layanan',
    'Most connections to PostgreSQL of each service',
  ],
  NATS_URL: ['Alamat NATS', 'Address of NATS'],
  STREAMS_BYTES: [
    'Ruang disk untuk aliran JetStream, dalam byte',
    'Disk space of the JetStream streams, in bytes',
  ],
  WEBHOOKS_RETENTION_DAYS: [
    'Kabar dari gerbang pembayaran dan saluran disimpan, hari',
    'Days that what vendors tell is kept',
  ],
  STREAMS_REPLICAS: ['Salinan tiap aliran di kluster NATS', 'Copies of each stream in a NATS cluster'],
  EVENTSTORE_URL: [
    'EventStoreDB/KurrentDB pengganti PostgreSQL untuk peristiwa',
    'EventStoreDB/KurrentDB for events instead of PostgreSQL',
  ],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    'Tujuan jejak dan metrik OpenTelemetry',
    'Where OpenTelemetry traces are sent',
  ],
  HEALTH_PORT: [
    'Port kesehatan dan metrik layanan yang jalan sendiri; 0: tidak ada',
    'Port of health and metrics of a service that runs alone; 0: none',
  ],
} as const satisfies Texts<string>;

export const simulatorWords = {
  SIMULATORS: [
    'Router, WhatsApp, dan pembayaran tiruan; matikan bila router asli',
    'Simulated routers, WhatsApp and payment; off with real routers',
  ],
} as const satisfies Texts<string>;

export const routerWords = {
  ROUTERS_FILE: ['Berkas JSON router untuk mulai pertama', 'JSON file of routers, read at the first start'],
  POLL_SECONDS: [
    'Jeda membaca pemakaian dari router, detik',
    'Seconds between readings of usage from a router',
  ],
  SWEEP_SECONDS: [
    'Jeda mencocokkan dan memperbaiki router, detik',
    'Seconds between comparisons and repairs of a router',
  ],
  CONFIGURATION_HOURS: [
    'Jeda menyimpan konfigurasi router, jam',
    'Hours between readings of a router’s configuration',
  ],
  PRESENCE_RETENTION_DAYS: [
    'Tempat terakhir perangkat terlihat disimpan, hari',
    'Days that it is known where a device was seen last',
  ],
  LEASE_SECONDS: [
    'Berapa detik router ditahan gateway yang mati',
    'Seconds that a dead gateway keeps its routers from another',
  ],
  ROUTER_WRITES_PER_SECOND: [
    'Perintah tulis paling banyak ke satu router per detik',
    'Most writes to one router a second',
  ],
  FUP_UP_KILOBITS_PER_SECOND: [
    'Kecepatan unggah saat diperlambat, kbit/dtk',
    'Upload speed of a slowed account, kbit/s',
  ],
  FUP_DOWN_KILOBITS_PER_SECOND: [
    'Kecepatan unduh saat diperlambat, kbit/dtk',
    'Download speed of a slowed account, kbit/s',
  ],
  LINE_FUP_UP_KILOBITS_PER_SECOND: [
    'Kecepatan unggah jalur yang kuotanya habis, kbit/dtk',
    'Upload speed of a line whose quota is used up, kbit/s',
  ],
  LINE_FUP_DOWN_KILOBITS_PER_SECOND: [
    'Kecepatan unduh jalur yang kuotanya habis, kbit/dtk',
    'Download speed of a line whose quota is used up, kbit/s',
  ],
  LINK_MEGABITS_PER_SECOND_PER_DEVICE: [
    'Batas wajar satu perangkat, Mbit/dtk, untuk router yang ditambahkan sejak itu; di atasnya pemakaian ditahan',
    'Most that a link carries a device, Mbit/s, of routers added from then on; above it usage is held',
  ],
  WALLED_GARDEN_HOSTS: ['Situs yang tetap terbuka untuk membayar', 'Hosts that stopped people reach to pay'],
  WALLED_GARDEN_WHATSAPP: [
    'Teks WhatsApp lolos sebelum masuk dan saat terhenti (tanpa gambar dan panggilan)',
    'Words by WhatsApp get through before a login and while stopped (no pictures, no calls)',
  ],
  NOTICE_ADDRESS: [
    'Alamat dan port pemberitahuan isolir dari sisi router (192.168.88.2:9080); kosong: tanpa pengalihan',
    'Address and port of the notice of suspended lines as routers reach it; empty: nothing is led there',
  ],
} as const satisfies Texts<string>;

export const doorWords = {
  PUBLIC_URL: ['Alamat umum portal', 'Public address of the portal'],
  NOTICE_PORT: [
    'Port pemberitahuan isolir; kosong: tidak ada',
    'Port of the notice of suspended lines; empty: none',
  ],
  TLS_CERT_FILE: ['Berkas sertifikat HTTPS (PEM)', 'HTTPS certificate file (PEM)'],
  TLS_KEY_FILE: ['Berkas kunci HTTPS (PEM)', 'HTTPS key file (PEM)'],
  TRUSTED_PROXY_CIDRS: [
    'Proxy yang X-Forwarded-For-nya dipercaya',
    'Proxies whose X-Forwarded-For is believed',
  ],
  ALLOW_WIDE_PROXY_CIDRS: ['Izinkan proxy lebih luas dari /24', 'Allow proxies wider than /24'],
  SITES: ['Nama portal tiap lokasi (host=lokasi)', 'Portal name of each site (host=site)'],
  DEFAULT_SITE: ['Lokasi untuk nama portal lainnya', 'Site of every other portal name'],
  PORTAL_DIST: ['Folder portal yang sudah dibangun', 'Folder of the built portal'],
  CONSOLE_DIST: ['Folder konsol yang sudah dibangun', 'Folder of the built console'],
} as const satisfies Texts<string>;
