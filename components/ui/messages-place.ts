/** What shows messages; windows over the page, which take keys and pointer to themselves, put it inside. Nothing, where there is no studio around. */
import { createContext, type ReactNode } from 'react';

export const MessagesPlace = createContext<ReactNode>(null);
