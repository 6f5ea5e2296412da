/** A value as people and programs read it; `report.json` is the report itself. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
