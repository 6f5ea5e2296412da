export declare function privateCache(
  env?: Readonly<Record<string, string | undefined>>,
): string | undefined
export declare function useCache(folder?: string): string | false
