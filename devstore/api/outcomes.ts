/** How often the Admin API has refused for lack of points, or has done something and lost its answer, since the devstore was started. */
export const apiOutcomes = { throttled: 0, lostAnswers: 0 };
