// The checker shares no code with the product: it imports its own folder, Node's own modules and pg, nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ALLOWED = /^(?:\.\/[\w.-]+|node:[\w/]+|pg)$/;

it('imports nothing of the product', () => {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const imports = files.flatMap((name) => {
    const text = readFileSync(join(__dirname, name), 'utf8');
    return [...text.matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
      ([, from = '']) => `${name}: ${from}`,
    );
  });
  expect(imports.length).toBeGreaterThan(5);
  expect(imports.filter((one) => !ALLOWED.test(one.split(': ')[1] ?? ''))).toEqual([]);
});
