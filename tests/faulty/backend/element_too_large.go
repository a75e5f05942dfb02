// all errors
package main

type page [1 << 17]byte

var pages chan page

type disk [1 << 31]byte

var disks map[int]disk

func byDisk(m map[disk]string) {
	local := make(chan struct {
		next *page
		data page
	})
	_ = local
}

func main() {
	var row [4]chan<- page
	_ = row
}
