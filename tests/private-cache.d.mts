export declare function privateCache(env?: Readonly<Record<string, string | undefined>>): string
export declare function useCache(folder?: string): string
