// A simulated Telegram Bot API, with the phones behind it.
export { startTelegramSimulator, TelegramSimulator, type TelegramFault } from './telegram';
