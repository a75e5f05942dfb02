// A panic with a joined error prints all its lines.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	panic(errors.Join(errors.New("one"), fmt.Errorf("two: %w", os.ErrInvalid)))
}
