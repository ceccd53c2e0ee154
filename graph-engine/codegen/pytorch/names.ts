/** What names of the user cannot be in an exported project, in camelCase. */
export const reserved: ReadonlySet<string> = new Set(
  `and as assert async await break class continue def del elif else except false finally for from global if import in is lambda none nonlocal not or pass raise return true try while with yield
  abs all any bool dict enumerate filter float getattr id input int len list map max min next object open pow print property range reversed round set sorted str sum super tuple type vars zip
  torch nn f math np tensor self model values losses step sample training forward train eval to batch device parameters modules buffers apply encode decode reconstruct guess follow players weights
  Model Values Tensor BatchNorm Residual ChannelsFirst ChannelsLast Dropout None True False NamedTuple Path Table Dataset DataLoader`.split(/\s+/),
);
