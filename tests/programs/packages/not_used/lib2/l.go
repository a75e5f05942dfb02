package lib2

var V int
