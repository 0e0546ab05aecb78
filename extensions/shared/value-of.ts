/** What stands in the field that an event comes from; the surfaces' own types for it differ. */
export const valueOf = ({ currentTarget }: Event): string =>
  currentTarget !== null && 'value' in currentTarget && typeof currentTarget.value === 'string' ? currentTarget.value : '';
