// A simulated mail server, with the mailboxes behind it.
export { startSmtpSimulator, SmtpSimulator, type SmtpFault } from './smtp';
