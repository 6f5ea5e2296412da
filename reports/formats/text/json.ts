/** A value as indented JSON; `report.json` is the report in this form. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
