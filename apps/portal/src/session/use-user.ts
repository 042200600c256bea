import { createContext, useContext } from 'react';
import type { User } from './session-store';

/** The signed-in user; pages inside the shell always have one. */
export const UserContext = createContext<User | null>(null);

/** @throws Error outside of the shell. */
export function useUser(): User {
  const user = useContext(UserContext);
  if (user === null) throw new Error('useUser belongs inside the shell');
  return user;
}
