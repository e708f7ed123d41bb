/** The field of a request body, or nothing if there is no value for it: vendors reject `null`. */
export function given<T>(name: string, value: T | null): Record<string, T> {
  return value === null ? {} : { [name]: value };
}
