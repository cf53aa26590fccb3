/* A process that does nothing, for others to reach for. */
#include <unistd.h>

int main(void) {
  for (;;) pause();
}
