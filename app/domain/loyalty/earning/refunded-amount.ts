interface RefundedMoney {
  amount: bigint;
  shipping: bigint;
  tax: bigint;
  /** Of the lines that the refund names. */
  lines: bigint;
  lineTax: bigint;
}

/** What was given back beyond the goods and the shipping that the refund names. Where prices contain the tax, so do the lines. */
export function amountWithoutLines({ amount, shipping, tax, lines, lineTax }: RefundedMoney, taxesIncluded: boolean): bigint {
  const taxes = taxesIncluded ? 0n : tax > lineTax ? tax : lineTax;
  const left = amount - lines - shipping - taxes;
  return left > 0n ? left : 0n;
}
