// agents.requests.ts — agents: how they sell, their deposits, and what they sell.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import {
  COUNTER_METHODS,
  idFrom,
  isUuid,
  localDate,
  localInstant,
  MEASURES,
  parsePhoneNumber,
  toInstant,
  type Clock,
} from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, pageLimit, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { operatorIn } from '../counter/counter';
import { Drawers } from '../counter/drawers';
import { invalid } from '../invalid';
import { SiteProfiles } from '../sites/site-profiles';
import { AgentSales } from './agent-sales';
import { Agents } from './agents';
import { findAgent, listAgents, listEntries, stockOf, sumEntries, type AgentRow } from './agents.rows';
import { agentPrice, type AgentCommand } from './domain/agent';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const PAGE = { longest: 200, standard: 50 };
const MOST_AGENTS = 200;
const MOST_PRICES = 50;
/** Of one sale: as many as fit on two sheets. */
const MOST_AT_ONCE = 100;
const DAY_BEGINS = '00:00';

@Controller()
export class AgentRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly agents: Agents,
    private readonly sales: AgentSales,
    private readonly drawers: Drawers,
    private readonly profiles: SiteProfiles,
  ) {}

  @Answers(Billing.method.setAgentTerms)
  async setAgentTerms({ commandId, actor, ...content }: Request<'setAgentTerms'>): Reply<'setAgentTerms'> {
    const { agentId, site, creditLimitRupiah, marginPercent, prices, paused } = content;
    if (agentId === '') throw new RefusalError('BILLING.AGENT_UNKNOWN');
    if (!MEASURES.site.pattern.test(site)) throw invalid('site', 'matches');
    if (prices.length > MOST_PRICES) throw invalid('prices', 'arrayMaxSize', MOST_PRICES);
    if (!prices.every(({ packageId }) => isUuid(packageId)))
      throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    const terms = {
      ...{ site, creditLimitRupiah, marginPercent, active: !paused },
      prices: Object.fromEntries(prices.map(({ packageId, priceRupiah }) => [packageId, priceRupiah])),
    };
    const command = { type: 'SetTerms', terms, at: this.now() } as const;
    await this.agents.handle(agentId, [command], { commandId, actor, content });
    return this.standing(agentId);
  }

  /** Once under the command's id. Cash goes into the operator's drawer, or out of it. */
  @Answers(Billing.method.moveDeposit)
  async moveDeposit({ commandId, actor, ...content }: Request<'moveDeposit'>): Reply<'moveDeposit'> {
    const { agentId, paidOut, amountRupiah, note } = content;
    const method = COUNTER_METHODS.find((one) => one === content.method);
    if (!method || (paidOut && method === 'card'))
      throw new RefusalError('BILLING.METHOD_INVALID', { method: content.method });
    if (amountRupiah <= 0) throw invalid('amountRupiah', 'min', 1);
    const cashier = operatorIn(actor);
    const { site } = (await this.find(agentId)).terms;
    const isCash = method === 'cash';
    const drawerSite = isCash ? await this.siteOfCash(cashier, site, paidOut, actor) : null;
    const money = { amountRupiah, method, cashier, site, drawerSite, note };
    const type = paidOut ? 'PayOutDeposit' : 'ReceiveDeposit';
    const command: AgentCommand = { type, ...money, at: this.now() };
    await this.agents.handle(agentId, [command], { commandId, actor, content }, async (client) => {
      if (!isCash) return;
      const id = idFrom('deposit', commandId);
      if (!paidOut) return this.drawers.takeCash(client, id, cashier, amountRupiah);
      await this.drawers.holdFor(client, cashier, amountRupiah);
      await this.drawers.addCash(client, id, cashier, -amountRupiah);
    });
    return this.standing(agentId);
  }

  @Answers(Billing.method.getAgent)
  getAgent({ agentId }: Request<'getAgent'>): Reply<'getAgent'> {
    return this.standing(agentId);
  }

  @Answers(Billing.method.listAgents)
  async listAgents(): Reply<'listAgents'> {
    const rows = await listAgents(this.pool, MOST_AGENTS);
    return { items: await Promise.all(rows.map((row) => this.standingOf(row))) };
  }

  @Answers(Billing.method.listAgentEntries)
  async listAgentEntries(request: Request<'listAgentEntries'>): Reply<'listAgentEntries'> {
    const { agentId, beforeLine, salesOfMonth } = request;
    const { terms } = await this.find(agentId);
    const limit = pageLimit(request.limit, PAGE);
    const sales =
      salesOfMonth === '' ? null : monthOf(salesOfMonth, await this.profiles.timeZoneOf(terms.site));
    const rows = await listEntries(this.pool, agentId, beforeLine, limit + 1, sales);
    const items = rows.slice(0, limit).map((row) => ({ ...row, at: toInstant(row.at) }));
    return { items, ...(rows.length > limit ? { nextBeforeLine: items.at(-1)?.line } : {}) };
  }

  @Answers(Billing.method.sellAsAgent)
  async sellAsAgent(request: Request<'sellAsAgent'>): Reply<'sellAsAgent'> {
    const { amount, phone } = request;
    if (amount > MOST_AT_ONCE) throw invalid('amount', 'max', MOST_AT_ONCE);
    if (phone !== '' && amount !== 1) throw invalid('amount', 'max', 1);
    const { sold, ...sale } = await this.sales.sell({ ...request, phone: phoneIn(phone) });
    return {
      ...{ saleId: sold.sale.id, costRupiah: sold.sale.amountRupiah, ...sale },
      vouchers: [...sold.vouchers],
    };
  }

  /** Nobody's drawer is opened to pay out of it. */
  private async siteOfCash(cashier: string, site: string, paidOut: boolean, actor: string): Promise<string> {
    if (!paidOut) return this.drawers.siteForCash(cashier, site, { actor });
    return (await this.drawers.openSiteOf(cashier)) ?? site;
  }

  private async find(agentId: string): Promise<AgentRow> {
    const row = await findAgent(this.pool, agentId);
    if (!row) throw new RefusalError('BILLING.AGENT_UNKNOWN');
    return row;
  }

  private async standing(agentId: string): Reply<'getAgent'> {
    return this.standingOf(await this.find(agentId));
  }

  private async standingOf({ agentId, terms, depositRupiah, mustMakeUp }: AgentRow): Reply<'getAgent'> {
    const now = this.clock.now();
    const timeZone = await this.profiles.timeZoneOf(terms.site);
    const today = localDate(now, timeZone);
    const from = (day: string): Date => new Date(localInstant(day, DAY_BEGINS, timeZone));
    const until = new Date(now.getTime() + 1);
    const [stock, ofToday, ofMonth] = await Promise.all([
      stockOf(this.pool, agentId, now),
      sumEntries(this.pool, agentId, from(today), until),
      sumEntries(this.pool, agentId, from(`${today.slice(0, 8)}01`), until),
    ]);
    const prices = Object.entries(terms.prices);
    return {
      ...{ agentId, site: terms.site, paused: !terms.active, depositRupiah },
      ...{ creditLimitRupiah: terms.creditLimitRupiah, marginPercent: terms.marginPercent },
      prices: prices.map(([packageId, priceRupiah]) => ({ packageId, priceRupiah })),
      stock: stock.map((one) => ({
        ...one,
        costRupiah: agentPrice(terms, one.packageId, one.sellRupiah),
      })),
      ...{ today: ofToday, month: ofMonth, mustMakeUp },
      topUpLeastRupiah: this.config.AGENT_TOP_UP_LEAST_RUPIAH,
      topUpMostRupiah: this.config.AGENT_TOP_UP_MOST_RUPIAH,
    };
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}

const MONTH = /^(?<year>\d{4})-(?<month>0[1-9]|1[0-2])$/;

/** @throws RefusalError REQUEST.INVALID */
const monthOf = (text: string, timeZone: string): { readonly from: Date; readonly until: Date } => {
  const { year, month } = MONTH.exec(text)?.groups ?? {};
  if (!year || !month) throw invalid('month', 'matches');
  const next =
    month === '12'
      ? `${String(Number(year) + 1).padStart(4, '0')}-01`
      : `${year}-${String(Number(month) + 1).padStart(2, '0')}`;
  const begins = (of: string): Date => new Date(localInstant(`${of}-01`, DAY_BEGINS, timeZone));
  return { from: begins(text), until: begins(next) };
};

/** @throws RefusalError PHONE.INVALID: before anything is sold. */
const phoneIn = (typed: string): string => {
  if (typed.trim() === '') return '';
  const phone = parsePhoneNumber(typed);
  if (!phone.ok) throw new RefusalError(phone.refusal.code);
  return phone.value;
};
