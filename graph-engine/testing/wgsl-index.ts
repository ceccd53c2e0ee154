/** The value of an expression of WGSL over whole numbers, with +, -, *, / and %, as 32 bits without a sign have it. */
export function indexAt(expression: string, names: Readonly<Record<string, number>>): number {
  const tokens = expression.match(/[A-Za-z_]\w*|\d+|[()+\-*/%]|\S/g)!.filter((token) => token !== 'u');
  const sum = (): number => {
    let value = product();
    while (tokens[0] === '+' || tokens[0] === '-') value = (tokens.shift() === '+' ? value + product() : value - product()) >>> 0;
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (/^[*/%]$/.test(tokens[0] ?? '')) {
      const operator = tokens.shift();
      const right = atom();
      value = operator === '*' ? Math.imul(value, right) >>> 0 : operator === '/' ? Math.floor(value / right) : value % right;
    }
    return value;
  };
  const atom = (): number => {
    const token = tokens.shift()!;
    if (token === '(') {
      const value = sum();
      if (tokens.shift() !== ')') throw new Error(`internal: ${expression} is no index`);
      return value;
    }
    const value = /^\d/.test(token) ? Number(token) : names[token];
    if (value === undefined) throw new Error(`internal: ${token} is not known in ${expression}`);
    return value;
  };
  const value = sum();
  if (tokens.length > 0) throw new Error(`internal: ${expression} is no index`);
  return value;
}
