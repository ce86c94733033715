import type { ErrorCode, ErrorText } from './catalogue';

export const en: Readonly<Record<ErrorCode, ErrorText>> = {
  'PHONE.INVALID': {
    title: 'Number not recognised',
    detail: 'Write an Indonesian mobile number, e.g. 0812 3456 7890.',
  },
  'MAC.INVALID': {
    title: 'Device address is wrong',
    detail: 'Write twelve hexadecimal digits, e.g. AA:BB:CC:DD:EE:FF.',
  },
  'BYTES.INVALID': {
    title: 'Number of bytes is wrong',
    detail: 'Write a whole number that is not negative.',
  },
  'RUPIAH.INVALID': {
    title: 'Amount in rupiah is wrong',
    detail: 'Write a whole number that is not negative.',
  },
  'AUTH.OTP_TOO_SOON': {
    title: 'One moment',
    detail: 'You can ask for another code in {wait}.',
  },
  'AUTH.OTP_DAILY_LIMIT': {
    title: 'No more codes today',
    detail: 'Try again tomorrow, or contact the operator.',
  },
  'AUTH.OTP_UNDELIVERABLE': {
    title: 'The code cannot be sent',
    detail: 'This number has no WhatsApp, or WhatsApp refuses it. Check the number or use another one.',
  },
  'AUTH.OTP_WRONG': {
    title: 'Wrong code',
    detail: 'Check the code in WhatsApp again. Tries left: {triesLeft}.',
  },
  'AUTH.OTP_DEAD': { title: 'This code is void', detail: 'Too many tries. Ask for another code.' },
  'AUTH.OTP_EXPIRED': { title: 'This code has expired', detail: 'Ask for another code.' },
  'AUTH.OTP_USED': { title: 'This code was used', detail: 'Ask for another code.' },
  'AUTH.OTP_LOCKED': {
    title: 'Number locked for now',
    detail: 'Too many wrong codes. Try again tomorrow, or contact the operator.',
  },
  'AUTH.DEVICE_OF_ANOTHER': {
    title: 'Device of another number',
    detail: 'This device is registered to another number. Agree to move it to go on.',
  },
  'AUTH.DEVICE_NEEDS_OWNER': {
    title: 'Device in another account',
    detail: 'Its owner removes it on their Devices page, or who runs this WiFi does.',
  },
  'AUTH.DEVICE_NOT_FOUND': {
    title: 'Device no longer found',
    detail: 'Switch the device on, then search again.',
  },
  'AUTH.DEVICES_FULL': {
    title: 'No place for another device',
    detail: 'All places of this account are taken. Choose the device to remove; the new one takes its place.',
  },
  'AUTH.DEVICES_ONLINE': {
    title: 'All devices are in use',
    detail: 'Your account has as many devices as it may. Choose the one to put out.',
  },
  'AUTH.DEVICE_UNKNOWN': {
    title: 'Device not found',
    detail: 'This device is not registered, or no longer.',
  },
  'AUTH.SESSION_REVOKED': { title: 'Session ended', detail: 'Log in with your number again.' },
  'AUTH.SESSION_EXPIRED': { title: 'Session ended', detail: 'Log in with your number again.' },
  'AUTH.SESSION_REUSED': {
    title: 'Session ended',
    detail: 'This session was used twice, so it was ended for safety. Log in again.',
  },
  'AUTH.UNAUTHENTICATED': { title: 'Not logged in', detail: 'Log in with your number.' },
  'AUTH.OPERATOR_UNAUTHENTICATED': {
    title: 'Not logged in',
    detail: 'Log in as an operator, or send a valid API key.',
  },
  'AUTH.OPERATOR_WRONG': { title: 'Login failed', detail: 'E-mail, number or password is wrong.' },
  'AUTH.OPERATOR_LOCKED': {
    title: 'Login closed for now',
    detail: 'Too many tries. Try again in {wait}.',
  },
  'AUTH.OPERATOR_STAYS': {
    title: 'Operator stays',
    detail: 'There is no such operator, or it is the last super_admin.',
  },
  'AUTH.LOGIN_BUSY': { title: 'Many are logging in', detail: 'Try again in {wait}.' },
  'AUTH.API_KEY_SCOPE': {
    title: 'A key cannot do more than its maker',
    detail: 'You do not have the permission {scope} yourself.',
  },
  'AUTH.API_KEY_DAYS': { title: 'The key cannot live so long', detail: 'Choose 1 to {mostDays} days.' },
  'AUTH.TOTP_REQUIRED': { title: 'Second code needed', detail: 'Write the code of the authenticator app.' },
  'AUTH.TOTP_WRONG': {
    title: 'Second code is wrong',
    detail: 'Write the newest code of the authenticator app.',
  },
  'AUTH.TOTP_EXISTS': { title: 'Second code is on already', detail: 'Remove the old one first.' },
  'AUTH.PASSWORD_UNFIT': {
    title: 'Password not accepted',
    detail: 'Use a new password of at least {leastCharacters} characters.',
  },
  'AUTH.PASSWORD_CHANGE_REQUIRED': {
    title: 'Change the password',
    detail: 'The one-time password must be changed first.',
  },
  'AUTH.FORBIDDEN': {
    title: 'Not permitted',
    detail: 'Your role does not have the permission {permission}.',
  },
  'AUTH.SUBSCRIBER_UNKNOWN': { title: 'Subscriber not found', detail: 'Check the number or the id.' },
  'AUTH.SUBSCRIBER_EXISTS': { title: 'Subscriber exists', detail: 'This subscriber is registered already.' },
  'AUTH.PHONE_TAKEN': { title: 'Number is registered', detail: 'This number belongs to another subscriber.' },
  'AUTH.PHONE_SAME': { title: 'Same number', detail: 'Write a number other than the present one.' },
  'AUTH.PHONE_MISSING': {
    title: 'Account without a number',
    detail: 'The number of this account was released. An operator can set another one.',
  },
  'AUTH.NUMBER_SILENT': {
    title: 'This number was long unused',
    detail: 'Choose whether the old account of this number is yours.',
  },
  'AUTH.NUMBER_ASK_OPERATOR': {
    title: 'Ask the operator',
    detail: 'Only an operator can start the account of this number afresh.',
  },
  'AUTH.REASON_MISSING': { title: 'Reason is missing', detail: 'Write the reason.' },
  'AUTH.ROLE_INVALID': { title: 'Role not known', detail: 'Choose one of the roles.' },
  'AUTH.PERSONAL_DATA_TOO_LONG': {
    title: 'Data too long',
    detail: 'A name has at most 100 characters; at most 30 fields of 200 characters.',
  },
  'AUTH.EMAIL_INVALID': { title: 'E-mail is wrong', detail: 'Check how the e-mail is written.' },
  'AUTH.EMAIL_TAKEN': { title: 'E-mail or number is taken', detail: 'Use another one.' },
  'AUTH.API_KEY_NAME_MISSING': { title: 'Name of the key is missing', detail: 'Give this API key a name.' },
  'AUTH.API_KEYS_TOO_MANY': {
    title: 'Too many API keys',
    detail: 'At most {limit} keys; revoke those that are not used.',
  },
  'AUTH.API_KEY_UNKNOWN': { title: 'API key not found', detail: 'It may have been revoked.' },
  'ORDER.NO_QR': {
    title: 'No QR code',
    detail: 'This order has no whole QR code. Choose another way to pay.',
  },
  'NOTIFICATION.ATTACHMENT_INVALID': {
    title: 'File not accepted',
    detail: 'Send a PDF, PNG or JPEG of at most {mostBytes} bytes.',
  },
  'NOTIFICATION.LANE_INVALID': { title: 'Unknown lane', detail: 'Choose own, known or stranger.' },
  'NOTIFICATION.UNAVAILABLE': {
    title: 'The code cannot be sent now',
    detail: 'Messages are disturbed. Try again in a moment.',
  },
  'NOTIFICATION.CHANNEL_DOWN': {
    title: 'WhatsApp is disturbed',
    detail: 'The code cannot be sent now. Try again in some minutes.',
  },
  'NOTIFICATION.OTP_BUDGET_SPENT': {
    title: 'No more codes today',
    detail: 'Try again tomorrow, or contact the operator.',
  },
  'NOTIFICATION.OTP_BUSY': {
    title: 'Many codes are asked for',
    detail: 'Try again in {wait}.',
  },
  'NOTIFICATION.OTP_SENDING_OFF': { title: 'Codes are switched off', detail: 'Contact the operator.' },
  'NOTIFICATION.TEMPLATE_UNKNOWN': {
    title: 'Template not known',
    detail: 'There is no template {template}.',
  },
  'NOTIFICATION.PARAM_MISSING': { title: 'Template needs more', detail: 'The value {param} is missing.' },
  'NOTIFICATION.PURPOSE_INVALID': { title: 'Purpose not known', detail: 'Choose otp or notice.' },
  'NOTIFICATION.EXPIRY_INVALID': { title: 'Expiry is wrong', detail: 'Write a time by ISO 8601.' },
  'PAYMENT.UNKNOWN': { title: 'Order not found', detail: 'Check the number of the order.' },
  'PAYMENT.NOT_OPEN': { title: 'Order has ended', detail: 'This order is {state}; make a new one.' },
  'PAYMENT.NOT_MANUAL': {
    title: 'Not a manual order',
    detail: 'Only transfers and cash are confirmed by hand.',
  },
  'PAYMENT.AMOUNT_MISMATCH': {
    title: 'Amount differs',
    detail: 'The order is for Rp {expectedRupiah}. Check what was paid.',
  },
  'PAYMENT.ALREADY_PAID': { title: 'Paid already', detail: 'This order is {state}.' },
  'PAYMENT.NOT_PAID': { title: 'Not paid', detail: 'Only a paid order is refunded; this one is {state}.' },
  'PAYMENT.REFUND_TOO_MUCH': {
    title: 'More than was paid',
    detail: 'At most Rp {leftRupiah} can still be refunded.',
  },
  'PAYMENT.REFUND_WHOLE_ONLY': {
    title: 'All or nothing',
    detail: 'This way of paying refunds the whole amount only.',
  },
  'PAYMENT.REFUND_BY_HAND': {
    title: 'Refund by hand',
    detail: 'This way of paying has no refund. Pay it out, and write down how.',
  },
  'PAYMENT.REFUND_FAILED': {
    title: 'Refund was refused',
    detail: 'The payment provider refused it. Pay it out by hand, and write down how.',
  },
  'PAYMENT.ORDER_ID_INVALID': { title: 'Order is incomplete', detail: 'Name an order and its subscriber.' },
  'PAYMENT.AMOUNT_INVALID': {
    title: 'Amount is wrong',
    detail: 'Pay whole rupiah, at most Rp {mostRupiah}.',
  },
  'PAYMENT.METHOD_UNAVAILABLE': {
    title: 'Not available here',
    detail: 'Choose another way of paying.',
  },
  'PAYMENT.BANK_INVALID': { title: 'Bank not known', detail: 'Choose one of {banks}.' },
  'PAYMENT.TEXT_INVALID': { title: 'Order cannot be read', detail: 'Check its description and address.' },
  'PAYMENT.STATE_INVALID': { title: 'State not known', detail: 'Choose one of {states}.' },
  'PAYMENT.GATEWAY_UNAVAILABLE': {
    title: 'Payment is disturbed',
    detail: 'Nothing was charged. Try again in some minutes.',
  },
  'PAYMENT.GATEWAY_REJECTED': {
    title: 'The payment provider refused',
    detail: 'Nothing was charged. Choose another way of paying.',
  },
  'PAYMENT.PROOF_TOO_LARGE': { title: 'Picture too large', detail: 'Send at most {mostBytes} bytes.' },
  'PAYMENT.PROOF_INVALID': { title: 'Picture not recognised', detail: 'Send a JPEG, PNG or WebP.' },
  'PAYMENT.PROOF_UNKNOWN': { title: 'No picture', detail: 'No proof was sent for this order.' },
  'COMMAND.ID_REUSED': {
    title: 'Command key was used',
    detail: 'The same key was used for a command with other content.',
  },
  'REQUEST.MALFORMED': { title: 'Request cannot be read', detail: 'Check what the request holds.' },
  'REQUEST.INVALID': { title: 'Input is wrong', detail: '{reason}' },
  'REQUEST.TOO_LARGE': { title: 'Request too large', detail: 'Send a smaller body.' },
  'REQUEST.TOO_MANY': { title: 'Too many requests', detail: 'Try again in {wait}.' },
  'REQUEST.NOT_FOUND': { title: 'Not found', detail: 'There is nothing at this address.' },
  'REQUEST.METHOD_NOT_ALLOWED': {
    title: 'Method not supported',
    detail: 'This address does not take that method.',
  },
  'REQUEST.HEADERS_TOO_LARGE': {
    title: 'The headers of the request are too large',
    detail: 'Clear the cookies of this site and try again.',
  },
  'REQUEST.TOO_SLOW': {
    title: 'Request too slow',
    detail: 'The request did not arrive whole in time. Try again.',
  },
  'REQUEST.CROSS_SITE': {
    title: 'Request of another site refused',
    detail: 'Reload this page and try again.',
  },
  'SERVICE.UNAVAILABLE': { title: 'Service disturbed', detail: 'Try again in a moment.' },
  'SERVICE.FAILED': {
    title: 'Something went wrong',
    detail: 'Try again. If it goes on, tell the operator the code {traceId}.',
  },
  'OBSERVATION.UNREADABLE': {
    title: 'Observation cannot be read',
    detail: 'The observation of this router was set aside to be looked at.',
  },
  'ROUTER.UNKNOWN': { title: 'Router not found', detail: 'Check the id of the router.' },
  'ROUTER.CLIENT_UNKNOWN': {
    title: 'The router does not know this device yet',
    detail: 'Make sure that you are on this WiFi, then reload.',
  },
  'ROUTER.DEVICE_OPEN': {
    title: 'Device already connected',
    detail: 'The router lets this device through already. It needs no proof.',
  },
  'ROUTER.POSSESSION_NOT_PROVED': {
    title: 'Device not proved',
    detail: 'Try again on the device that is on this WiFi.',
  },
  'QUOTA.ACCOUNT_UNKNOWN': { title: 'Quota account not found', detail: 'There is no such account yet.' },
  'COMMAND.ID_MISSING': { title: 'Command key is missing', detail: 'Name a command key.' },
  'COMMAND.ID_REQUIRED': { title: 'Command key is missing', detail: 'Name a command key.' },
  'QUOTA.BYTES_REQUIRED': {
    title: 'Amount of quota is wrong',
    detail: 'Write a number of bytes above zero, or choose unlimited.',
  },
  'QUOTA.REASON_REQUIRED': { title: 'Reason is missing', detail: 'Write the reason.' },
  'QUOTA.PACKAGE_SWALLOWED_BY_DEBT': {
    title: 'Debt would take it all',
    detail: 'This quota would go whole into your debt. Choose a larger one, or settle first.',
  },
  'QUOTA.DEBT_UNKNOWN': { title: 'Debt not found', detail: 'It may have been settled.' },
  'QUOTA.GRANT_UNKNOWN': {
    title: 'Grant not found',
    detail: 'It may have ended or been taken back already.',
  },
  'QUOTA.MORE_THAN_OWED': { title: 'More than is owed', detail: 'Only {owedBytes} bytes are owed.' },
  'QUOTA.NOTHING_OWED': { title: 'Nothing is owed', detail: 'There is nothing to settle.' },
  'QUOTA.BALANCE_TOO_LARGE': {
    title: 'More quota than an account can hold',
    detail: 'The grants of an account add up to at most 4 PiB. Take a grant back first.',
  },
  'QUOTA.CORRECTION_TOO_LARGE': {
    title: 'Correction too large',
    detail: 'Only {usedBytes} bytes were used.',
  },
  'QUOTA.ANOMALY_UNKNOWN': { title: 'Anomaly not found', detail: 'It may have been decided.' },
  'QUOTA.READ_MODEL_UNKNOWN': { title: 'Read model not known', detail: 'There is no read model {name}.' },
  'QUOTA.NOT_LEADER': { title: 'Moving to another replica', detail: 'Try again in a moment.' },
  'ROUTER.ACCOUNT_UNKNOWN': {
    title: 'Account not known yet',
    detail: 'The routers have not heard of this account.',
  },
  'ROUTER.INCOMPLETE': { title: 'Router data incomplete', detail: 'Name, host, user and site are needed.' },
  'ROUTER.NAME_TAKEN': { title: 'Router name is taken', detail: 'There is a router named {name}.' },
  'ROUTER.PORT_INVALID': { title: 'Port is wrong', detail: '{port} is no port.' },
  'ROUTER.PORTAL_IS_LOCAL': {
    title: 'The router could not reach this portal',
    detail:
      'PUBLIC_URL is not set, so the line names this machine as it sees itself. Set PUBLIC_URL to the address by which the router reaches the portal, and make the line again.',
  },
  'ROUTER.ONBOARDING_EXPIRED': {
    title: 'This line is no longer valid',
    detail: 'Begin again: a new line is good for an hour.',
  },
  'ROUTER.PROOFS_BUSY': {
    title: 'Too many devices are being proved',
    detail: 'Try again in {wait}.',
  },
  'ROUTER.PROOF_REFUSED': {
    title: 'The router cannot prove devices now',
    detail: 'The router refused to prepare the proof. Ask the operator.',
  },
  'ROUTER.CLEAN_UP_UNREACHABLE': {
    title: 'Router cannot be cleaned up',
    detail:
      'The router does not answer, so what Saring made stays on it and its devices would stay online. Connect it, or remove it with leaveAsIs=true.',
  },
  'ROUTER.UNREACHABLE': { title: 'Router cannot be reached', detail: 'Check that it is on and connected.' },
  'BILLING.METHOD_INVALID': {
    title: 'Unknown way to pay',
    detail: 'Choose another way to pay; for VA, choose the bank too.',
  },
  'BILLING.NAME_INVALID': {
    title: 'Name cannot be used',
    detail: 'Write a name of up to 60 characters and a description of up to 300.',
  },
  'BILLING.NO_REFERENCE_PACKAGE': {
    title: 'No price for this debt',
    detail: 'There is no package to go by. Contact the operator.',
  },
  'BILLING.ORDER_ALREADY_PAID': {
    title: 'Order is paid already',
    detail: 'The order before turned out to be paid; it goes on.',
  },
  'BILLING.ORDER_EXISTS': { title: 'Order exists', detail: 'This order was placed already.' },
  'BILLING.ORDER_NOT_OPEN': {
    title: 'Order is closed',
    detail: 'This order does not wait for payment any more.',
  },
  'BILLING.ORDER_NOT_PAID': {
    title: 'Order is not paid',
    detail: 'Only what is paid can be refunded or has a receipt.',
  },
  'BILLING.ORDER_UNKNOWN': {
    title: 'Order not found',
    detail: 'There is no such order, or its link has ended.',
  },
  'BILLING.PACKAGE_DAYS_INVALID': {
    title: 'Number of days is wrong',
    detail: 'Write days from 0 (never expires) to 3,650.',
  },
  'BILLING.PACKAGE_INACTIVE': {
    title: 'Package is not sold',
    detail: '{name} is not sold now. Choose another.',
  },
  'BILLING.PACKAGE_PRICE_INVALID': { title: 'Price is wrong', detail: 'Write whole rupiah, at least Rp 1.' },
  'BILLING.PACKAGE_SIZE_INVALID': {
    title: 'Size is wrong',
    detail: 'Write bytes, or choose unlimited; not both.',
  },
  'BILLING.PACKAGE_DEVICES_INVALID': {
    title: 'Number of devices is wrong',
    detail: 'Write a whole number up to {most}; 0 means as many as everyone.',
  },
  'BILLING.PACKAGE_SPEED_INVALID': {
    title: 'Speed is wrong',
    detail: 'Write whole kilobits a second; 0 means no limit.',
  },
  'BILLING.PACKAGE_UNKNOWN': { title: 'Package not found', detail: 'There is no such package.' },
  'BILLING.PAYMENT_UNAVAILABLE': {
    title: 'Payment is unavailable',
    detail: 'Nothing was paid. Try again in a few minutes.',
  },
  'BILLING.PROMO_BONUS_INVALID': {
    title: 'Bonus is wrong',
    detail: 'Write the bonus in bytes; a discount has none.',
  },
  'BILLING.PROMO_DISCOUNT_INVALID': {
    title: 'Discount is wrong',
    detail: 'Write percent (1 to 99) or rupiah, one of both; of a discount only.',
  },
  'BILLING.PROMO_KIND_INVALID': {
    title: 'Kind of promo is wrong',
    detail: 'Choose registration bonus, discount or bonus quota, for up to 100 packages.',
  },
  'BILLING.PROMO_TIMES_INVALID': { title: 'Times are wrong', detail: 'Write a start, and an end after it.' },
  'BILLING.PROMO_UNKNOWN': { title: 'Promo not found', detail: 'There is no such promo.' },
  'BILLING.FORMAT_INVALID': { title: 'Unknown format', detail: 'Choose pdf or png.' },
  'BILLING.SITE_INVALID': { title: 'Site name is wrong', detail: 'Write 1–32 letters, digits or dashes.' },
  'BILLING.TOO_MANY_SITES': {
    title: 'Too many sites',
    detail: 'At most {most} sites can have a profile of their own.',
  },
  'BILLING.PROFILE_TEXT_INVALID': {
    title: 'Text is too long',
    detail: '{field} may have at most {mostCharacters} characters.',
  },
  'BILLING.PROFILE_TEXT_NOT_PLAIN': {
    title: 'Text holds hidden marks',
    detail: '{field} is one line, without marks that turn the direction of text.',
  },
  'BILLING.PROFILE_PHONE_INVALID': {
    title: 'Wrong number',
    detail: 'Write the number in digits, like 0812 3456 7890.',
  },
  'BILLING.PROFILE_URL_INVALID': {
    title: 'Address is wrong',
    detail: '{field} must begin with https:// or http://.',
  },
  'BILLING.COLOR_INVALID': { title: 'Colour is wrong', detail: 'Write it as #rrggbb, e.g. #0b6b47.' },
  'BILLING.COLOR_TOO_LIGHT': {
    title: 'Colour is too light',
    detail:
      'White letters on it have a contrast of {contrast}; at least {leastContrast} is needed. Choose a darker one.',
  },
  'BILLING.TIME_ZONE_UNKNOWN': {
    title: 'Time zone is unknown',
    detail: 'Write Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT).',
  },
  'BILLING.LOGO_INVALID': {
    title: 'Logo cannot be used',
    detail: 'Send a whole PNG or JPEG of at most {mostBytes} bytes and 1,500 pixels a side.',
  },
  'BILLING.LOGO_UNKNOWN': { title: 'No logo', detail: 'This site has no logo.' },
  'BILLING.SUBSCRIBER_BLOCKED': {
    title: 'Account is blocked',
    detail: 'This account is blocked. Contact the operator.',
  },
  'BILLING.SUBSCRIBER_INACTIVE': {
    title: 'Account is not active',
    detail: 'This account is not approved yet, or disabled. Contact the operator.',
  },
};
