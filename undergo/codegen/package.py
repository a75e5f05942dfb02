"""(being written by cgdata)"""
