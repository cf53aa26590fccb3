/* What a process below a profile may try, and how to say what became of it. */
#ifndef ATTEMPTS_H
#define ATTEMPTS_H

/* The processes that the attempts reach for; 0 where there are none. */
struct peers {
  int same;       /* below the same profile, user 0 */
  int same_other; /* below the same profile, user 1 */
  int neighbour;  /* below another profile of ours, user 0 */
  int stranger;   /* below a profile that is none of ours, and lets everything happen to it */
  int unconfined; /* below none */
};

extern struct peers peers;

/* Where an attempt has a meaning, and whether it needs a process of its own. */
enum scene {
  VM_ONLY = 0,  /* needs the peers, or the files that init made */
  ANYWHERE = 1, /* in a container too */
  LEAVES_NO_TRACE = 2
};

struct attempt {
  const char *name;
  enum scene scene;
  int (*run)(long, long); /* 0, or the errno of the refusal */
  long first, second;
};


extern const struct attempt file_attempts[];
extern const int file_attempt_count;

extern const struct attempt capability_attempts[];
extern const int capability_attempt_count;

extern const struct attempt peer_attempts[];
extern const int peer_attempt_count;

/* The result of a call that sets errno, as an attempt has it. */
int outcome(long result);

#endif
