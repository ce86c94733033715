import type { MessageKey } from './id';

export const en: Readonly<Record<MessageKey, string>> = {
  'otp.code': '*{code}* is your WiFi login code. It is good for {minutes} minutes. Do not give it to anyone.',
  'otp.change':
    '*{code}* is the code to CHANGE THE NUMBER of a WiFi account. It is good for {minutes} minutes. Was it not you who asked? Ignore it, and do not give it to anyone.',
  'reverse.proved':
    'Your number is proved. Go on at the WiFi page of the phone that showed the code.\nWas it not you who opened that page? Remove its device at {page}',
  'reverse.opened':
    'Your number is proved. The phone that showed the code is connected at once.\nNot your phone? Remove it at {page}',
  'reverse.void': 'That code is not good (any more). Open the WiFi page for another one.',
  'reverse.forwarded':
    'We do not take forwarded messages: send the login code yourself, from your WiFi page. Never send a code of somebody else.',
  'reverse.closed': 'This number is not registered at this WiFi.\nOperator: {contact}',
  'reverse.elsewhere': 'That code has to come from the WhatsApp of your number, not from Telegram.',
  'bot.help':
    'Answer with one word:\nSALDO – quota left\nPAKAI – usage\nBELI – buy quota\nTAGIHAN or BAYAR – bills and how to pay\nPERANGKAT – your devices\nBERHENTI or MULAI – no messages to many, or again\n{page}',
  'bot.stranger': 'This number is not registered. Log in on the WiFi page first.\nOperator: {contact}',
  'bot.balance': 'Quota left: {remaining}.\nGood until {expires}.\nQuota owed: {owed}.\n{page}',
  'bot.unlimited': 'Your quota has no limit.\nGood until {expires}.\nQuota owed: {owed}.\n{page}',
  'bot.usage': 'Used today {today}, in the last 7 days {week}.\n{page}',
  'bot.buy': 'Buy quota in the WiFi portal, menu Buy.\n{link}',
  'bot.bills': 'Your bills: {amount}. Pay in the WiFi portal, or here:\n{link}',
  'bot.no_bills': 'No bill is unpaid.',
  'bot.stopped':
    'You get no more messages to many. Login codes, quota and bills are still sent.\nAnswer START to get them again.',
  'bot.started': 'You get messages to many again. Answer STOP if you do not want them.',
  'bot.devices': 'Your devices ({count} of {limit}): {list}.\n{page}',
  'bot.operator_linked':
    'Your number is proved. Answer HELP for the words of operators. Good for 90 days; end it in My account of the console.',
  'bot.operator_void': 'That code is not good (any more). Open My account of the console for another one.',
  'bot.operator_help':
    'Words of operators:\n{list}\n\nFor your own account: BALANCE, USAGE, BUY, BILLS, DEVICES.',
  'bot.operator_forbidden': 'Your role does not permit that. Answer HELP for your words.',
  'bot.operator_found': 'Subscribers found:\n{list}\n{link}',
  'bot.operator_nobody':
    'No subscriber matches. Write FIND, then a name, a whole number, or its last four digits.',
  'bot.operator_sell': 'No money moves by message. Sell in the console:\n{link}',
  'bot.operator_payments':
    'Waiting to be confirmed: {count}\n{list}\nLook at the money, then confirm in the console:\n{link}',
  'bot.operator_no_payments': 'No payment waits to be confirmed.',
  'bot.operator_routers': 'Routers in reach: {count} of {limit}.\nOut of reach: {routers}\n{link}',
  'phone.changed_from':
    'The number of your WiFi account has changed. The account now has the number that ends in {phone}. If this was not you, contact the operator at once.\nOperator: {contact}',
  'phone.changed_to':
    'This is now the number of your WiFi account, in place of the one that ends in {phone}. Devices and quota stay.',
  'phone.linked':
    'Messages to this number can now go to {where}, too. If this was not you, end it in the menu Account and remove the devices that are not yours.\n{page}\nOperator: {contact}',
  'quota.granted': 'Your quota grew by {amount}. You have {remaining} left.',
  'quota.extended': 'Your quota lasts {time} longer: {reason}.\n{page}',
  'quota.goodwill': 'You got {amount} of quota: {reason}.\nIt lasts {lasts}.\n{page}',
  'quota.low': 'You have {remaining} left. Open the WiFi page to add quota.\n{page}',
  'quota.slowed': 'You have {remaining} left. Your speed is lowered until you add quota.\n{page}',
  'quota.ends': 'Your {remaining} end on {until}. Use them before, or open the WiFi page to renew.\n{page}',
  'quota.restored': 'Your WiFi access is back to normal. You have {remaining} left.',
  'quota.exhausted': 'Your quota is used up. Open the WiFi page to add quota.\n{page}',
  'quota.time_over': 'Your time is used up. Open the WiFi page to buy time or quota.\n{page}',
  'quota.expired': 'Your quota has expired. Open the WiFi page to add quota.\n{page}',
  'device.evicted':
    'The device *{device}* was put out of your WiFi account because a new one logged in. If this was not you, contact the operator.\nOperator: {contact}',
  'device.moved':
    'The device *{device}* was moved from your WiFi account to another number. If this was not you, contact the operator.\nOperator: {contact}',
  'access.blocked':
    'Your WiFi access is blocked: {reason}. Contact the operator if this is a mistake.\nOperator: {contact}',
  'access.unblocked': 'Your WiFi access is open again.',
  'approval.approved': 'Your registration was approved. Enjoy the WiFi.\n{page}',
  'approval.rejected':
    'Your registration was rejected: {reason}. Ask the operator if this is a mistake.\nOperator: {contact}',
  'request.approved': 'Your request for quota was approved: {amount}.\nValid until {expires}.\n{page}',
  'request.rejected': 'Your request for quota was rejected: {reason}.\nContact the operator: {contact}',
  'family.invited':
    '*{who}* invites you to use their quota. Open the WiFi page, then _Account_ → _Family_, by {until}.\n{page}',
  'family.removed': 'You no longer use the quota of *{who}*. Your own quota is still there.\n{page}',
  'family.joined': '*{who}* uses your quota now.\n{page}',
  'family.declined': '*{who}* declined to use your quota.',
  'family.left': '*{who}* no longer uses your quota.',
  'purchase.receipt':
    'Payment received, thank you.\n*{item}* is on.\nValidity: {expires}.\nAmount: {amount}\nInvoice: {invoice}\nReceipt: {link}',
  'line.slowed':
    'Line *{line}* has used up its quota of {quota}. Its speed is lowered until {until}, then full again by itself.\n{page}',
  'line.held':
    'Line *{line}* has used up its quota of {quota}. The internet is back by itself on {until}.\n{page}',
  'line.freed': 'Line *{line}* is back to normal.',
  'purchase.called_off': 'The bill for *{item}* ({amount}) was called off. Please do not pay it.',
  'purchase.pending':
    'Your order waits for its payment.\n*{item}*: {amount}\nPay to: {payTo}\nPay before {until}.\nGo on here: {link}',
  'purchase.refunded':
    'Your money for *{item}* was returned: {amount}.\nOf what you paid: {paid}\nQuota taken back: {takenBack}',
  'purchase.refunded.kept': 'Your money for *{item}* was returned: {amount}. What you bought stays yours.',
  'purchase.refunded.part':
    'A part of your money for *{item}* was returned.\nReturned so far, in all: {amount}\nOf what you paid: {paid}\nQuota taken back, in all: {takenBack}',
  'purchase.twice':
    'We got your payment for *{item}* twice. We give the second {amount} back, or give you *{item}* once more: tell the operator which you want.\nOrder: {order}\nOperator: {contact}',
  'purchase.twice.returned': 'The second payment for *{item}* was given back: {amount}.\nOrder: {order}',
  'purchase.twice.given':
    'The second payment ({amount}) bought *{item}* once more. Thank you.\nOrder: {order}',
  'bill.issued': 'Your new bill: *{item}*\nAmount: {amount}\nPay by {due}.\nPay here: {link}',
  'bill.reminder':
    'A reminder of your bill: *{item}*\nNot paid yet: {amount}\nPay by {due}.\nPay here: {link}',
  'bill.overdue': 'Your bill *{item}* was due on {due}.\nNot paid yet: {amount}\nPay here: {link}',
  'bill.received': 'We have received your payment of {amount}, thank you.\n{rest}\nYour bills: {link}',
  'package.change_approved':
    'Your change of package is approved: *{item}*\nFrom {from} on\nPrice of a period: {price}\nTo pay now: {owed}\nYour bills: {link}',
  'package.change_refused':
    'Your change of package to *{item}* was not approved.\nReason: {reason}\nYour package stays as it is.\n{page}',
  'bill.paid':
    'Payment received, thank you.\n*{item}*\nAmount: {amount}\nInvoice: {invoice}\nReceipt: {link}',
  'debt.added': 'You were given {bytes} of quota as a debt of {amount}. Settle it before {due}.',
  'debt.settled':
    'Your debt ({bytes}) is settled, thank you.\nAmount: {amount}\nInvoice: {invoice}\nReceipt: {link}',
  'debt.partly_paid': 'Payment on your debt received: {amount}.\nStill owed: {rest}.\nReceipt: {link}',
  'debt.refunded':
    'Your money for *{item}* was returned: {amount}.\nOf what you paid: {paid}\nDebt that is owed again: {takenBack}',
  'debt.reminder':
    'Reminder: your debt of {amount} is due {when} ({due}). Open the WiFi page to settle it.\n{page}',
  'voucher.code':
    'Your code for {item}: {code}\nOpen the WiFi page, choose “Have a voucher?”, and type this code.',
  'voucher.gift':
    'You were given *{item}* by the number that ends in {from}. The quota is in your account already.\n{page}',
  'voucher.bought':
    'Payment received, thank you.\nThe code for *{item}*: {code}\nGive it to anybody: on the WiFi page they choose “Have a voucher?” and type it.\nAmount: {amount}\nInvoice: {invoice}\nReceipt: {link}',
  'debt.asked':
    'A reminder from the operator: you owe {amount}.\nFirst due: {firstDue}\nOpen the WiFi page to settle it.\n{page}',
  'debt.overdue':
    'Your debt of {amount} is past its due date ({due}). Open the WiFi page to settle it.\n{page}',
  'debt.overdue.blocked':
    'Your debt of {amount} is past its due date ({due}). WiFi access is blocked until it is settled. Open the WiFi page to settle it.\n{page}',
  'debt.near_limit':
    'Your debt of {amount} is near its limit. At the limit WiFi access is blocked until you pay a part of it.\n{page}',
  'debt.at_limit':
    'Your debt of {amount} has reached its limit. WiFi access is blocked; pay a part, down to below the limit, and it opens again. Open the WiFi page to pay.\n{page}',
  'debt.unblocked': 'Your debt payment was received. Your WiFi access is open again.\nStill owed: {owed}.',
  'broadcast.text': '{text}\nWiFi page: {page}',
  'channel.test':
    'This is a test message from the WiFi operator. If you read it, WhatsApp is connected. No reply is needed.',
  'operator.money_alert':
    'Money to look at: {what}.\nOrder: {order}\nOpen the list of alerts in the console.',
  'operator.debt_limit':
    'The debt of {person} has reached the limit: {amount}. They are blocked until it is below the limit.',
  'operator.router_down':
    'Routers that do not answer:\n{routers}\nLook at their power and their uplink, then open Routers in the console.',
  'operator.router_up': 'Routers that answer again:\n{routers}',
  'operator.registrations': 'Waiting to be approved: {who}.\nOpen the list of subscribers in the console.',
  'operator.quota_requests': 'Asking for quota: {who}.\nOpen the list of requests in the console.',
  'operator.held':
    'Usage held to be looked at: {amount} ({count} notes).\nOpen the page Meter in the console.',
  'operator.evening':
    '*Summary of {date}*\nSite: {site}\nReceived: {received}\n{takings}\nGiven back: {refunded}\nPackages sold:\n{packages}\nDebts settled: {settlements}\nNew subscribers: {people}\nQuota ends tomorrow: {ending}\nOrders that failed: {failed}\nPaid, not given yet: {waiting}\nRouters down: {routers}',
};
