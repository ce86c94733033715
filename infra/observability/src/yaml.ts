// yaml.ts — plain data as YAML in block style.

export type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml };

/** Quoted where YAML could take a text for something else. */
const scalar = (value: string | number | boolean): string =>
  typeof value === 'string' && !/^[A-Za-z][\w./-]*$/.test(value)
    ? `'${value.replace(/'/g, "''")}'`
    : String(value);

/** @param data no empty list or object: they have no block style. */
export const yamlOf = (data: Yaml, indent = ''): string => {
  if (typeof data !== 'object') return `${indent}${scalar(data)}\n`;
  if (Array.isArray(data))
    return (data as readonly Yaml[])
      .map((item) => `${indent}- ${yamlOf(item, `${indent}  `).slice(indent.length + 2)}`)
      .join('');
  return Object.entries(data)
    .map(([key, value]) =>
      typeof value === 'object'
        ? `${indent}${key}:\n${yamlOf(value, `${indent}  `)}`
        : `${indent}${key}: ${scalar(value)}\n`,
    )
    .join('');
};
