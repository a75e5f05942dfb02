package bad

import "example.com/errs/good"

func G() int {
	good.Missing()
	var unused int
	return "x"
}
