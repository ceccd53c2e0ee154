/** What a report was made by; a test holds it to the package. */
export const versions = { studio: '0.1.0' } as const;
