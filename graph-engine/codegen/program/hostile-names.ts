/** Names that try to be more than names; tests give them to documents and nodes. */
export const hostileNames: readonly string[] = [
  '*/ process.exit(1) /*',
  "'); evil(); //",
  '\u2028evil()\u2029\n\revil()',
  '`${evil()}` ${evil()} \\',
  'constructor',
  '__proto__',
  'class',
  '👩‍🚀 long '.repeat(40),
  'tf',
  '',
  '12 monkeys',
  '</script><!-- -->',
  "\\'; evil(); //",
  '\ud800 lone',
  '\u202e evil',
];
