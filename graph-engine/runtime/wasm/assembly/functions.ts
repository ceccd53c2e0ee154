/** What an instruction of a chain does, and where its operands lie. Read by both sides. */
export enum Fn {
  Copy = 0,
  Neg,
  Exp,
  Log,
  Sqrt,
  Square,
  Abs,
  Relu,
  Sigmoid,
  Tanh,
  Softplus,
  Sign,
  Step,
  Floor,
  Add,
  Sub,
  Mul,
  Div,
  Maximum,
  Minimum,
  Equal,
  MultiplyAdd,
  /** a · b · (c − b), with one number c for all: the derivative of sigmoid where a is that of its result b. */
  Slope,
  /** a where b is above 0, else 0: as Slope, of ReLU. */
  Gate,
  /** Repeats the items of a smaller tensor: words 4 to 6 are its address, repeat and inner. */
  Expand,
  /** One update of Adam: target, a = weights, b = gradient; then three of More: first moment, second moment, step and floor. */
  Adam,
  /** Further operands of the instruction before. */
  More,
  /** Adds up a; word 2 is the slot of the sum. */
  Total,
  /** Adds up the squares of a, as Total. */
  TotalSquares,
}
export enum Mode {
  Register = 0,
  Stream,
  /** One number for all. */
  Scalar,
}
