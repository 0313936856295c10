// As much of Vue as the declaration of an element extends.
export interface GlobalComponents {}
