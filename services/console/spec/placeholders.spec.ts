// placeholders.spec.ts — what a text leaves open in braces is filled by every call that says it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const SOURCE = resolve(__dirname, '../src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(SOURCE, file));
const treeOf = (file: string) =>
  ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
};
const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
const moduleOf = (from: string, path: string): string => `${resolve(dirname(from), path)}.ts`;
type Catalogue = ReadonlyMap<string, readonly string[]>;

/** It explains the places of messages, each by its name. */
const EXPLAINS = "'texts.why'";

/** What each text of a catalogue leaves open, by the file and the name of the catalogue. */
const catalogues = new Map<string, Catalogue>();
const trees = new Map(files.map((file) => [file, treeOf(file)]));
for (const [file, tree] of trees)
  walk(tree, (node) => {
    if (!ts.isVariableDeclaration(node) || !node.initializer || !ts.isIdentifier(node.name)) return;
    if (!ts.isObjectLiteralExpression(node.initializer) || !node.type?.getText().startsWith('Texts<')) return;
    const texts = new Map<string, readonly string[]>();
    for (const property of node.initializer.properties) {
      if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name)) continue;
      if (property.name.getText() === EXPLAINS) continue;
      texts.set(property.name.text, placesIn(property.initializer.getText()));
    }
    catalogues.set(`${file} ${node.name.text}`, texts);
  });

/** Names that a call fills; null: those of a value that is not written there. */
const filledBy = (argument: ts.Expression | undefined): ReadonlySet<string> | null => {
  if (!argument) return new Set();
  if (!ts.isObjectLiteralExpression(argument)) return null;
  if (argument.properties.some(ts.isSpreadAssignment)) return null;
  return new Set(argument.properties.flatMap(({ name }) => (name ? [name.getText()] : [])));
};

const faultsOf = (file: string, tree: ts.SourceFile): readonly string[] => {
  const imported = new Map<string, string>();
  for (const statement of tree.statements)
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier))
      for (const one of statement.importClause?.namedBindings?.getChildren() ?? [])
        for (const name of one.getText().split(/[\s,]+/))
          imported.set(name, moduleOf(file, statement.moduleSpecifier.text));
  const faults: string[] = [];
  const visit = (node: ts.Node, outer: ReadonlyMap<string, Catalogue>): void => {
    const says = new Map(outer);
    if (ts.isBlock(node) || ts.isSourceFile(node))
      for (const statement of node.statements)
        if (ts.isVariableStatement(statement))
          for (const { name, initializer } of statement.declarationList.declarations) {
            const used = /^useSay\((\w+)\)$/.exec(initializer?.getText() ?? '')?.[1];
            if (!used) continue;
            const texts = catalogues.get(`${imported.get(used) ?? file} ${used}`);
            if (texts) says.set(name.getText(), texts);
            else says.delete(name.getText());
          }
    if (ts.isCallExpression(node)) {
      const texts = says.get(node.expression.getText());
      const [key, values] = node.arguments;
      const filled = filledBy(values);
      if (texts && key && ts.isStringLiteral(key) && filled)
        for (const place of texts.get(key.text) ?? [])
          if (!filled.has(place))
            faults.push(`${relative(SOURCE, file)}: ${node.getText()} leaves {${place}} open`);
    }
    node.forEachChild((child) => visit(child, says));
  };
  visit(tree, new Map());
  return faults;
};

it('reads the catalogues', () => expect(catalogues.size).toBeGreaterThan(40));

it('fills what its texts leave open', () =>
  expect([...trees].flatMap(([file, tree]) => faultsOf(file, tree))).toEqual([]));

it('leaves open the same in both languages', () => {
  const uneven: string[] = [];
  for (const [file, tree] of trees)
    walk(tree, (node) => {
      if (!ts.isPropertyAssignment(node) || !ts.isArrayLiteralExpression(node.initializer)) return;
      if (!file.endsWith('.texts.ts') || node.name.getText() === EXPLAINS) return;
      const [first, second] = node.initializer.elements.map((one) =>
        placesIn(one.getText()).toSorted().join(),
      );
      if (first !== second) uneven.push(`${relative(SOURCE, file)}: ${node.name.getText()}`);
    });
  expect(uneven).toEqual([]);
});
