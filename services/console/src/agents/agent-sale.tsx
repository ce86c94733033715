// agent-sale.tsx — an agent sells: a package, a number or none, and the code.
import {
  Button,
  CopyButton,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
  UnstyledButton,
} from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState, type FormEvent } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { NumberField } from '../parts/number-field';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { AgentEntries } from './agent-entries';
import { agentTexts } from './agents.texts';
import './agent-sale.css';
import { TopUpButton } from './top-up';
import { topUpTexts } from './top-up.texts';
import { AGENTS, useOwnAgent, type Agent } from './use-agents';

type Stock = Agent['stock'][number];
type Asked = { readonly packageId: string; readonly amount: number; readonly phone: string };
type Sale = NonNullable<ReturnType<typeof useSale>['data']>;
const AT_ONCE_MOST = 100;

const useSale = () =>
  useCommand({
    send: (body: Asked, key) =>
      answerOf(api.POST('/api/v1/agent/sales', { params: { header: { 'Idempotency-Key': key } }, body })),
    // Its end fills the page.
    said: () => null,
    changes: [AGENTS],
  });

const SaleEnd = ({
  sale,
  phone,
  packageName,
  onAgain,
}: {
  readonly sale: Sale;
  readonly phone: string;
  readonly packageName: string;
  readonly onAgain: () => void;
}) => {
  const say = useSay(agentTexts);
  const { rupiah } = useFormats();
  const delivered = sale.toAccount ? 'end.account' : sale.sent ? 'end.sent' : 'end.notSent';
  return (
    <Paper withBorder p="md" role="status">
      <Stack>
        <Text fz="lg" fw={650} className="not-printed">
          {say('end.total', { amount: rupiah(sale.sellRupiah) })}
        </Text>
        {phone !== '' && <Text className="not-printed">{say(delivered, { phone })}</Text>}
        {!sale.toAccount && (
          <>
            <Text size="sm" c="dimmed" className="not-printed">
              {say('end.codes')}
            </Text>
            {sale.vouchers.map(({ number, code }) => (
              <Group key={code} justify="space-between">
                <div>
                  <Text className="only-printed">
                    {packageName} · {rupiah(sale.sellRupiah / sale.vouchers.length)}
                  </Text>
                  <Text ff="monospace" fz={26} fw={650}>
                    {code}
                  </Text>
                  <Text size="xs" className="only-printed">
                    {say('end.how')}
                  </Text>
                </div>
                <CopyButton value={code}>
                  {({ copied, copy }) => (
                    <Button
                      className="not-printed"
                      variant="default"
                      onClick={copy}
                      aria-label={`${say('copy')} ${number}`}
                    >
                      {say(copied ? 'copied' : 'copy')}
                    </Button>
                  )}
                </CopyButton>
              </Group>
            ))}
          </>
        )}
        <Group grow className="not-printed">
          {!sale.toAccount && (
            <Button size="md" variant="default" onClick={() => window.print()}>
              {say('print')}
            </Button>
          )}
          <Button size="md" onClick={onAgain} autoFocus>
            {say('sell.back')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
};

const Offers = ({
  stock,
  chosen,
  onChoose,
}: {
  readonly stock: readonly Stock[];
  readonly chosen: string;
  readonly onChoose: (packageId: string) => void;
}) => {
  const say = useSay(agentTexts);
  const { rupiah, number } = useFormats();
  return (
    <SimpleGrid cols={{ base: 2, sm: 3 }}>
      {stock.map(({ packageId, packageName, sellRupiah, costRupiah, left }) => (
        <UnstyledButton
          key={packageId}
          className="agent-offer"
          aria-pressed={packageId === chosen}
          onClick={() => onChoose(packageId)}
        >
          <Text fw={600}>{packageName}</Text>
          <Text fz="lg" fw={650}>
            {rupiah(sellRupiah)}
          </Text>
          <Text size="xs" c="dimmed">
            {say('sell.earns', { amount: rupiah(sellRupiah - costRupiah) })}
          </Text>
          <Text size="xs" c="dimmed">
            {say('stock')}: {number(left)}
          </Text>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
};

const SaleForm = ({ agent }: { readonly agent: Agent }) => {
  const say = useSay(agentTexts);
  const { rupiah } = useFormats();
  const [packageId, setPackageId] = useState('');
  const [amount, setAmount] = useState<number | string>(1);
  const [phone, setPhone] = useState('');
  const sale = useSale();
  const chosen = agent.stock.find((one) => one.packageId === packageId);
  if (sale.data)
    return (
      <SaleEnd
        {...{ sale: sale.data, phone, packageName: chosen?.packageName ?? '' }}
        onAgain={() => {
          sale.reset();
          setAmount(1);
          setPhone('');
        }}
      />
    );
  const count = phone === '' ? Number(amount) : 1;
  const costRupiah = (chosen?.costRupiah ?? 0) * count;
  const isShort = agent.mustMakeUp || costRupiah > agent.depositRupiah + agent.creditLimitRupiah;
  const send = (event: FormEvent) => {
    event.preventDefault();
    sale.mutate({ packageId, amount: count, phone });
  };
  return (
    <Stack>
      <Offers stock={agent.stock} chosen={packageId} onChoose={setPackageId} />
      {chosen && (
        <form onSubmit={send}>
          <Stack>
            <TextInput
              type="tel"
              label={say('sell.phone')}
              description={say('sell.phone.hint')}
              value={phone}
              onChange={(event) => setPhone(event.currentTarget.value.trimStart())}
              maxLength={MEASURES.phone.most}
            />
            {phone === '' && (
              <NumberField
                label={say('sell.amount')}
                value={amount}
                onChange={setAmount}
                min={1}
                max={Math.min(chosen.left, AT_ONCE_MOST)}
                allowDecimal={false}
              />
            )}
            {isShort && !agent.mustMakeUp && (
              <Text c="red.9" size="sm" role="alert">
                {say('sell.short', { amount: rupiah(costRupiah) })}
              </Text>
            )}
            <Button type="submit" size="lg" loading={sale.isPending} disabled={isShort || count < 1}>
              {say('sell.submit', { amount: rupiah(chosen.sellRupiah * count) })}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
};

export const AgentSale = () => {
  const say = useSay(agentTexts);
  const sayTopUp = useSay(topUpTexts);
  const { rupiah, number } = useFormats();
  const agent = useOwnAgent();
  return (
    <>
      <div className="not-printed">
        <PageTitle title={say('sell.title')} />
      </div>
      <Answered query={agent}>
        {(own) => (
          <Stack maw={640}>
            <Paper withBorder p="md" className="not-printed">
              <Group justify="space-between" align="flex-start">
                <div>
                  <Text size="sm" c="dimmed">
                    {say('deposit')}
                  </Text>
                  <Text fz={28} fw={650} lh={1.3}>
                    {rupiah(own.depositRupiah)}
                  </Text>
                </div>
                <TopUpButton agent={own} />
              </Group>
              {own.mustMakeUp && (
                <Text c="var(--mantine-color-error)" size="sm" role="alert">
                  {sayTopUp('mustMakeUp', { amount: rupiah(-own.depositRupiah) })}
                </Text>
              )}
              <Text size="sm">
                {say('sell.today', {
                  count: number(own.today?.sold ?? 0),
                  commission: rupiah((own.today?.sellRupiah ?? 0) - (own.today?.costRupiah ?? 0)),
                })}
              </Text>
            </Paper>
            {own.stock.length === 0 ? <Text>{say('sell.none')}</Text> : <SaleForm agent={own} />}
            <div className="not-printed">
              <Title order={2} size="h4" mt="md">
                {say('entries')}
              </Title>
              <AgentEntries />
            </div>
          </Stack>
        )}
      </Answered>
    </>
  );
};
