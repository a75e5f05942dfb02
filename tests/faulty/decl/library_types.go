package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"
)

func main() {
	fmt.Println("a" + 1)
	var n int = strconv.Atoi("5")
	x, err := strconv.Itoa(5)
	strings.Split("a")
	os.Exit("1")
	var w io.Writer = strings.NewReader("")
	sort.Ints([]string{})
	_ = errors.New(5)
	time.Sleep(1.5)
	_ = strings.Repeat("a", "b")
	_ = fmt.Sprintf
}
